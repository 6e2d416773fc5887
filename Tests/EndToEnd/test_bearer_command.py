"""`--bearer-command`: a token that is asked for again at each connection."""

import time

import pytest

from raw_server import RawServer, answer, head

EVENT = [head("text/event-stream") + b"id: 1\ndata: in\n\n", RawServer.FIN]
LOST = [head("text/event-stream", Content_Length="100") + b"retry: 100\nid: 1\ndata: a\n\n", RawServer.FIN]
GONE = answer("204 No Content")
COUNTING = "echo x >> count; wc -l < count | tr -d ' '"


def tokens(server):
    lines = "".join(server.requests).split("\r\n")
    return [line.partition("Bearer ")[2] for line in lines if line.startswith("Authorization: ")]


def test_each_connection_has_a_token_of_its_own(fluidtop, play):
    server = play(LOST, LOST, GONE)
    result = fluidtop("tail", server.address, "--bearer-command", COUNTING, "--output", "data")
    assert result.status == 0, result.errors
    assert tokens(server) == ["1", "2", "3"]


def test_a_download_has_one_too(fluidtop, play, tmp_path):
    server = play([head("application/pdf", Content_Length="2") + b"ab", RawServer.FIN])
    assert fluidtop("get", f"{server.address}/x.pdf", "--bearer-command", "cat token; echo", ).status == 1
    (tmp_path / "token").write_text("t0ken\n")
    assert fluidtop("get", f"{server.address}/x.pdf", "--bearer-command", "cat token").status == 0
    assert tokens(server) == ["t0ken"]


@pytest.mark.parametrize("command", ["list", "export"])
def test_a_document_is_asked_for_with_it(fluidtop, play, command):
    document = b'{"openapi":"3.1.0","paths":{"/e":{"get":{"operationId":"e","responses":{"200":{}}}}}}'
    server = play([head("application/json") + document, RawServer.FIN])
    result = fluidtop(command, f"{server.address}/openapi.json", "--bearer-command", "echo t0ken")
    assert result.status == 0, result.errors
    assert tokens(server) == ["t0ken"]


@pytest.mark.parametrize(
    "command, words",
    [
        ("echo s3cret; echo s3cret >&2; exit 3", "ended with status 3"), ("true", "printed nothing"),
        ("no-such-program", "ended with status 127"), ("echo s3cret s3cret", "something else than a token"),
        ("kill -9 $$", "signal 9"),
    ],
)  # fmt: skip
def test_a_command_that_gives_no_token_is_one_sentence(fluidtop, play, command, words):
    server = play(EVENT)
    result = fluidtop("tail", server.address, "--bearer-command", command)
    assert result.status == 1
    assert len(result.errors.splitlines()) == 1
    assert words in result.errors
    assert "s3cret" not in result.output + result.errors
    assert server.requests == []


def test_a_command_that_does_not_end_is_ended(fluidtop, play):
    server = play(EVENT)
    started = time.monotonic()
    result = fluidtop("tail", server.address, "--bearer-command", "sleep 1000")
    assert result.status == 1
    assert "took longer than 10 s" in result.errors
    assert time.monotonic() - started < 25


def test_it_is_one_way_among_others(fluidtop):
    for other in ["--bearer", "--user"]:
        result = fluidtop("tail", "http://127.0.0.1:9/", "--bearer-command", "true", other, "a:b")
        assert result.status == 64
        assert "exclude each other" in result.errors
