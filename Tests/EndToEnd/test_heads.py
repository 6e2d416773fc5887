"""--include: what the server sent before the body, and how the connection was made."""

import re

import pytest
from raw_server import RawServer, head

EVENT = head("text/event-stream", Mcp_Session_Id="7", Set_Cookie="a=b") + b"data: in\n\n"
FIELDS = [
    ["Content-Type", "text/event-stream"],
    ["Connection", "close"],
    ["Mcp-Session-Id", "7"],
    ["Set-Cookie", "a=b"],
]
HEAD = {"inspector": "head", "status": 200, "httpVersion": "1.1", "headers": FIELDS}
STEPS = r"127\.0\.0\.1:\d+ · lookup \d+ ms, connect \d+ ms, first byte \d+ ms"


@pytest.mark.parametrize("output", ["trace", "json"])
def test_the_head_is_an_object_before_the_records(fluidtop, play, output):
    server = play([EVENT, RawServer.FIN])
    result = fluidtop("tail", server.address, "-i", "--output", output, "--reconnect", "never")
    assert result.status == 0, result.errors
    first, second, *_ = result.lines()
    assert first == HEAD
    assert list(first) == ["inspector", "status", "httpVersion", "headers"]
    assert "inspector" not in second


def test_without_it_no_head_is_shown(fluidtop, play):
    server = play([EVENT, RawServer.FIN])
    result = fluidtop("tail", server.address, "--output", "trace", "--reconnect", "never")
    assert result.lines()[0]["callback"] == "onOpen"
    assert "Mcp" not in result.output + result.errors


def test_pretty_shows_it_as_lines(fluidtop, play):
    server = play([EVENT, RawServer.FIN])
    result = fluidtop("tail", server.address, "--include", "--output", "pretty", "--reconnect", "never")
    lines = result.output.splitlines()
    assert lines[:5] == ["HTTP/1.1 200", *[": ".join(field) for field in FIELDS]]
    assert re.fullmatch(STEPS, lines[5])
    assert lines[6] == "── 200 text/event-stream ──"


def test_beside_data_it_goes_to_standard_error(fluidtop, play):
    server = play([EVENT, RawServer.FIN])
    result = fluidtop("tail", server.address, "-i", "--output", "data", "--reconnect", "never")
    assert result.output == "in\n"
    assert result.errors.startswith("HTTP/1.1 200\nContent-Type: text/event-stream\n")
    assert re.fullmatch(STEPS, result.errors.splitlines()[-1])


def test_each_connection_shows_its_own(fluidtop, play):
    scripts = [[head("text/event-stream", X_Turn=turn) + b"data: in\n\n", RawServer.FIN] for turn in "12"]
    server = play(*scripts, [head("text/plain", "204 No Content")])
    result = fluidtop(
        "tail", server.address, "-i", "--output", "trace", "--reconnect", "always", "--retry", "100ms"
    )  # fmt: skip
    heads = [dict(line["headers"]) for line in result.lines() if line.get("inspector") == "head"]
    assert [fields.get("X-Turn") for fields in heads][:2] == ["1", "2"]


@pytest.mark.parametrize("output", ["trace", "data"])
@pytest.mark.parametrize(
    ("status", "media_type"),
    [("404 Not Found", "application/json"), ("200 OK", "application/json")],
    ids=["404", "document"],
)
def test_an_answer_that_is_no_stream_shows_its_head_too(fluidtop, play, output, status, media_type):
    server = play([head(media_type, status, X_Request_Id="9") + b"null", RawServer.FIN])
    result = fluidtop("tail", server.address, "-i", "--output", output)
    assert result.status == 1
    if output == "trace":
        told, error, _ = result.lines()
        assert (told["inspector"], told["status"]) == ("head", int(status[:3]))
        assert ["X-Request-Id", "9"] in told["headers"]
        assert error["callback"] == "onError"
    else:
        assert f"HTTP/1.1 {status[:3]}\n" in result.errors
        assert "\nX-Request-Id: 9\n" in result.errors


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
def test_get_shows_it_on_standard_error(fluidtop, play, status):
    server = play([head("text/csv", status, X_Request_Id="9") + b"a,b", RawServer.FIN])
    result = fluidtop("get", server.address, "-i", "-o", "-")
    assert result.output == ("a,b" if status.startswith("200") else "")
    assert result.errors.startswith(f"HTTP/1.1 {status[:3]}\nContent-Type: text/csv\n")
    assert "\nX-Request-Id: 9\n" in result.errors
    assert re.search(STEPS, result.errors)


@pytest.mark.parametrize("output", ["trace", "json", "pretty", "data"])
def test_control_bytes_of_a_head_are_not_passed_on(fluidtop, play, output):
    attack = b"X-Title: a\x1b]0;owned\x07\x1b[2J\xc2\x9bb\r\n\r\n"
    server = play([EVENT.partition(b"\r\n\r\n")[0] + b"\r\n" + attack + b"data: in\n\n", RawServer.FIN])
    result = fluidtop("tail", server.address, "-i", "--output", output, "--reconnect", "never")
    assert result.status == 0, result.errors
    assert "X-Title" in result.output + result.errors
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", result.output + result.errors)


def test_behind_a_socket_there_is_no_port(fluidtop, backend_socket):
    result = fluidtop("tail", f"unix:{backend_socket}:/items?limit=1", "-i", "--output", "data")
    assert result.errors.splitlines()[-1].startswith("unix socket · ")


def test_help_says_that_cookies_are_shown(fluidtop):
    for command in ["tail", "get"]:
        text = " ".join(fluidtop(command, "--help").output.split())
        assert "-i, --include Show the head of each answer, its cookies too" in text
