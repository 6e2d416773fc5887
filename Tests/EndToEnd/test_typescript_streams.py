"""The exported TypeScript follows the contract of callbacks, whatever a server does."""

import json
import math

import pytest

import deno
from callbacks import CLOSE, COMPLETE, ENDED, OPEN_ROWS, OPEN_SSE, fatal, lost, message
from conformance import FORMATS, cases, served
from program import LONGEST
from raw_server import COMPRESSED, RawServer, bytewise, chunked, head

SSE_TYPE = "text/event-stream"
SSE = head(SSE_TYPE)
ROWS = head("application/x-ndjson")
TEXT = head("text/plain; charset=utf-8")


@pytest.mark.parametrize("newline", [b"\n", b"\r", b"\r\n"])
def test_events_cut_at_every_byte_are_whole(traced, play, newline):
    events = b"\xef\xbb\xbfid: 1\nevent: news\ndata: caf\xc3\xa9 \xf0\x9f\x93\xac\ndata:two\n\n: life\n\ndata\n\n"
    server = play([SSE, *bytewise(events.replace(b"\n", newline)), RawServer.FIN])
    lines = traced("stream_notifications", server.address, 1, options={"reconnect": "never"})
    assert lines == [
        OPEN_SSE, message("café 📬\ntwo", "news", "1"), message("", id="1"), COMPLETE, CLOSE, ENDED
    ]


def test_a_lost_connection_is_made_again_after_the_last_event(traced, play):
    server = play(
        [SSE, b"retry: 150\nid: \xc3\xa91\ndata: one\n\nid: 2\ndata: never", RawServer.RST],
        [SSE, b"data: two\n\n", RawServer.FIN],
        [head("text/plain", "503 Busy"), RawServer.FIN],
        [b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", RawServer.FIN],
    )
    lines = traced("stream_notifications", server.address, 1)
    assert lines == [
        OPEN_SSE, message("one", id="é1"), lost(150),
        OPEN_SSE, message("two", id="é1"), lost(150),
        lost(150, "status", status=503),
        COMPLETE, CLOSE, ENDED,
    ]  # fmt: skip
    assert "last-event-id" not in server.requests[0].lower()
    for request in server.requests[1:]:
        assert "last-event-id: é1" in request.lower()


@pytest.mark.parametrize(
    "answer, error",
    [
        (head("application/json", "404 Not Found") + b'{"detail":"no"}', fatal("status", status=404)),
        (head("text/html") + b"<p>hello", fatal("mediaType")),
        (b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", fatal("mediaType")),
        (head("text/plain", "503 Busy"), fatal("status", status=503)),
    ],
)
@pytest.mark.parametrize("name, arguments", [("stream_notifications", [1]), ("stream_analytics_data", [])])
def test_a_first_answer_that_is_no_stream_fails_for_good(traced, play, name, arguments, answer, error):
    server = play([answer, RawServer.FIN])
    lines = traced(name, server.address, *arguments)
    assert [line for line in lines if "callback" in line] == [error, CLOSE]


def test_rows_cut_at_every_byte_are_whole(traced, play):
    rows = '\ufeff{"n": "é"}\r\n\n  \n[1, 2]\n"📬"\n3'.encode()
    server = play([ROWS, *bytewise(rows), RawServer.FIN])
    lines = traced("stream_analytics_data", server.address)
    chunks = [{"callback": "onChunk", **chunk} for chunk in (
        {"value": {"n": "é"}}, {"value": [1, 2]}, {"value": "📬"}, {"value": 3}
    )]  # fmt: skip
    assert lines == [OPEN_ROWS, *chunks, COMPLETE, CLOSE]


@pytest.mark.parametrize("bad", [b"{oops}", b'"\xff"', b'{"cut": '])
def test_an_invalid_record_fails_the_stream_after_the_ones_before_it(traced, play, bad):
    server = play([ROWS, b"1\n2\n" + bad + b"\n3\n", RawServer.FIN])
    lines = traced("stream_analytics_data", server.address)
    assert lines == [
        OPEN_ROWS, {"callback": "onChunk", "value": 1}, {"callback": "onChunk", "value": 2},
        fatal("invalidRecord"), CLOSE,
    ]  # fmt: skip


def test_a_record_larger_than_the_limit_fails_the_stream(traced, play):
    server = play([ROWS, b"1\n", b"[" + b"1," * 1000, 0.2, RawServer.FIN])
    lines = traced("stream_analytics_data", server.address, options={"recordLimit": 1000})
    assert lines == [OPEN_ROWS, {"callback": "onChunk", "value": 1}, fatal("recordTooLarge"), CLOSE]


def test_lines_of_data_without_a_colon_count_towards_the_limit(traced, play):
    server = play([SSE, b"data\n" * 2000, 0.2, RawServer.FIN])
    lines = traced("stream_notifications", server.address, 1, options={"recordLimit": 1000})
    assert lines == [OPEN_SSE, fatal("recordTooLarge"), CLOSE, ENDED]


@pytest.mark.parametrize("record", [b"1", b"1\n", b'{"a":1}', b"\x1e1"])
def test_a_record_of_a_sequence_without_its_mark_or_end_is_invalid(traced, play, record):
    server = play([head("application/json-seq"), record, RawServer.FIN])
    lines = traced("stream_analytics_data", server.address)
    assert lines == [OPEN_ROWS | {"mediaType": "application/json-seq"}, fatal("invalidRecord"), CLOSE]


@pytest.mark.parametrize(
    "script",
    [
        [head("application/x-ndjson", Content_Length=100), b"1\n2\n", RawServer.FIN],
        [head("application/x-ndjson", Transfer_Encoding="chunked"), chunked(b"1\n2\n", whole=False), RawServer.FIN],
        [head("application/x-ndjson", Content_Length=100), b"1\n2\n", 0.2, RawServer.RST],
    ],
    ids=["short", "unfinished", "reset"],
)
def test_a_body_that_breaks_off_never_completes(traced, play, script):
    lines = traced("stream_analytics_data", play(script).address)
    assert lines == [
        OPEN_ROWS, {"callback": "onChunk", "value": 1}, {"callback": "onChunk", "value": 2},
        fatal("connectionLost"), CLOSE,
    ]  # fmt: skip


def test_every_conformance_case_of_events_holds(typescript_client, play):
    every = cases("sse.json")
    server = play(*[served(case, SSE) for case in every])
    options = {"baseUrl": server.address, "reconnect": "never"}
    calls = [{"name": "stream_notifications", "arguments": [1], "options": options}] * len(every)
    lines = iter(deno.trace(typescript_client, calls, folder=typescript_client.parent))
    for case in every:
        events = [message(event["data"], event["type"], event["lastEventId"]) for event in case["expect"]["events"]]
        wanted = [OPEN_SSE, *events, COMPLETE, CLOSE, ENDED]
        assert [next(lines) for _ in wanted] == wanted, case["name"]


@pytest.mark.parametrize("format, media_type", FORMATS.items())
def test_every_conformance_case_of_records_holds(typescript_client, play, format, media_type):
    every = cases("ndjson.json", format)
    server = play(*[served(case, head(media_type)) for case in every])
    call = {"name": "stream_analytics_data", "options": {"baseUrl": server.address}}
    lines = iter(deno.trace(typescript_client, [call] * len(every), folder=typescript_client.parent))
    for case in every:
        trace = []
        while CLOSE not in trace:
            trace.append(next(lines))
        values = [line["value"] for line in trace[1:-2]]
        wanted = [as_javascript(record) for record in case["expect"]["records"]]
        if case["expect"]["errors"]:
            # The first invalid record ends it.
            assert trace[-2] == fatal("invalidRecord"), case["name"]
            assert values == wanted[: len(values)], case["name"]
        else:
            assert trace[-2] == COMPLETE, case["name"]
            assert values == wanted, case["name"]


def as_javascript(record):
    """The value of a JSON text with the numbers JavaScript makes of it; infinity prints as null."""

    def number(text):
        value = float(text)
        return None if math.isinf(value) else value

    return json.loads(record, parse_int=number, parse_float=number)


def test_without_on_error_the_promise_is_rejected(traced, play):
    server = play([ROWS, b"oops\n", RawServer.FIN])
    lines = traced("stream_analytics_data", server.address, {}, callbacks=False)
    assert lines == [{"thrown": {"kind": "invalidRecord"}}]


def test_text_arrives_in_whole_characters(traced, play):
    server = play([TEXT, b"\xef\xbb\xbfa\xf0\x9f", 0.1, b"\x93\xac", 0.1, b"b\xe2\x82", RawServer.FIN])
    lines = traced("stream_logs", server.address, None)
    texts = [line["text"] for line in lines if line["callback"] == "onChunk"]
    assert "".join(texts) == "a📬b\ufffd"
    assert texts[:2] == ["a", "📬"]
    assert lines[-2:] == [COMPLETE, CLOSE]


@pytest.mark.parametrize("coding", COMPRESSED)
@pytest.mark.parametrize("own", [{}, {"Accept-Encoding": "gzip"}], ids=["plain", "asked for"])
@pytest.mark.parametrize("call", [("stream_notifications", 1), ("stream_logs", None)], ids=["events", "text"])
def test_a_compressed_stream_gives_its_text_or_an_error(traced, play, coding, own, call):
    name, argument = call
    answer = head(SSE_TYPE if argument else "text/plain", Content_Encoding=coding)
    server = play([answer, *bytewise(COMPRESSED[coding]), RawServer.FIN])
    lines = traced(name, server.address, argument, options={"reconnect": "never", "headers": own})
    texts = [line.get("data", line.get("text")) for line in lines if line.get("callback") in ("onMessage", "onChunk")]
    if "".join(texts).strip() not in ("1", "data: 1"):
        assert fatal("mediaType") in lines


@pytest.mark.parametrize("after", [1, 2, 3])
def test_after_close_no_callback_comes_and_the_socket_is_closed(traced, play, after):
    server = play([SSE + b"data: 1\n\ndata: 2\n\ndata: 3\n\ndata: 4\n\n", RawServer.CLOSED])
    lines = traced("stream_notifications", server.address, 1, closeAfter=after)
    assert lines == [OPEN_SSE, message("1"), message("2")][:after] + [ENDED]
    assert server.closed_by_client.wait(timeout=LONGEST)


def test_a_first_id_is_sent_until_the_server_gives_another(traced, play):
    server = play(
        [SSE + b"retry: 100\nid: 5\ndata: 1\n\n", RawServer.FIN], [SSE + b"data: 2\n\n", RawServer.CLOSED]
    )
    options = {"lastEventId": "4", "headers": {"Last-Event-ID": "never"}}
    lines = traced("stream_prices", server.address, None, closeAfter=5, options=options)
    assert lines == [OPEN_SSE, message("1", id="5"), lost(100), OPEN_SSE, message("2", id="5"), ENDED]
    assert ["last-event-id: 4" in r.lower() for r in server.requests] == [True, False]
    assert ["last-event-id: 5" in r.lower() for r in server.requests] == [False, True]


def test_close_while_waiting_for_a_reconnection_ends_it(traced, play):
    server = play([SSE + b"retry: 60000\n\n", RawServer.FIN])
    lines = traced("stream_notifications", server.address, 1, closeAfter=2)
    assert lines == [OPEN_SSE, lost(60000), ENDED]


def test_callbacks_never_run_two_at_once_and_may_throw(traced, play):
    events = b"".join(b"data: %d\n\n" % number for number in range(20))
    server = play([SSE + events, RawServer.FIN])
    lines = traced(
        "stream_notifications", server.address, 1, slow=5, throws=True, options={"reconnect": "never"}
    )
    assert lines == [OPEN_SSE, *[message(str(n)) for n in range(20)], COMPLETE, CLOSE, ENDED]


def test_path_values_are_encoded(traced, play):
    server = play([head("application/octet-stream") + b"x", RawServer.FIN])
    traced("download_file", server.address + "/", "a/b ü?.pdf")
    assert server.requests[0].startswith("GET /files/a%2Fb%20%C3%BC%3F.pdf/download HTTP/1.1")


def test_what_is_not_given_is_left_out_of_the_query(traced, play):
    server = play([TEXT, RawServer.FIN])
    traced("stream_logs", server.address, None)
    assert server.requests[0].startswith("GET /logs/stream HTTP/1.1")
