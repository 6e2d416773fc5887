"""HTTP/1.1 as real servers write it: ours reads what curl or fetch reads, and as much of it."""

import json
import shutil

import pytest

import odd_answers
from odd_forms import FORMS
from raw_server import RawServer, chunked, head

# What is played once serves all these tests.
pytestmark = [
    pytest.mark.xdist_group("odd-answers"),
    pytest.mark.skipif(not shutil.which("curl"), reason="curl is one of the peers"),
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What curl, Deno and ours made of every form."""
    folder = tmp_path_factory.mktemp("odd-answers")
    found = odd_answers.compare(FORMS, folder)
    # A busy machine may have made somebody late; a difference shows again.
    again = [form for form in FORMS if odd_answers.verdict(form, found[form.name]) == "differ"]
    return found | odd_answers.compare(again, folder, odd_answers.Pace(longest=15, together=1))


def test_every_form_has_a_name_of_its_own():
    assert len({form.name for form in FORMS}) == len(FORMS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_an_odd_answer_is_read_as_curl_or_fetch_reads_it(outcomes, form):
    found = outcomes[form.name]
    assert odd_answers.verdict(form, found) != "differ", "\n".join(["", *odd_answers.shown(found)])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_refused_answer_is_one_sentence(outcomes, form):
    ours = outcomes[form.name]["ours"]
    if ours.end == "fault":
        assert ours.sentence.startswith("fluidtop: ")
        assert ours.sentence.count("\n") == 1 and ours.sentence.endswith("\n"), ours.sentence
    assert not ours.end.startswith("signal"), ours


@pytest.mark.parametrize(
    ("media_type", "parts", "told"),
    [
        ("text/event-stream", [b"data: 1\n\n", b"data: 2\n\n"], ["1", "2"]),
        ("application/x-ndjson", [b"1\n", b"2\n"], [1, 2]),
        ("text/plain", [b"1", b"2"], ["12"]),
    ],
    ids=["events", "rows", "text"],
)
def test_records_in_the_same_write_as_a_bad_chunk_are_told_before_it(fluidtop, play, media_type, parts, told):
    bad = head(media_type, Transfer_Encoding="chunked") + chunked(*parts, whole=False) + b"ZZ\r\nxx"
    server = play([bad, RawServer.CLOSED])
    result = fluidtop("tail", server.address, "--output", "trace", "--reconnect", "never")
    assert result.status == 1
    lines = [line for line in result.lines() if "callback" in line]
    assert [line["callback"] for line in lines if line["callback"] not in ("onMessage", "onChunk")] == [
        "onOpen", "onError", "onClose",
    ]  # fmt: skip
    records = [line.get("data", line.get("value", line.get("text"))) for line in lines[1:-2]]
    # Text comes in pieces of any size.
    assert (["".join(records)] if media_type == "text/plain" else records) == told
    # It isn't the connection that broke off.
    assert "chunk" in result.errors


def test_a_bad_chunk_is_a_lost_connection_to_a_stream_that_reconnects(fluidtop, play):
    first = head("text/event-stream", Transfer_Encoding="chunked") + chunked(b"id: 7\ndata: 1\n\n", whole=False)
    server = play([first + b"ZZ\r\n", RawServer.CLOSED], [head("text/event-stream") + b"data: 2\n\n", RawServer.FIN])
    result = fluidtop("tail", server.address, "--output", "trace", "--retry", "100ms")
    assert result.status == 0, result.errors
    assert [line["data"] for line in map(json.loads, result.output.splitlines()) if "data" in line] == ["1", "2"]
    assert "\r\nlast-event-id: 7\r\n" in server.requests[1].lower()
