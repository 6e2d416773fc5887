"""What nobody declared is what the answer says: the row, the pane, the trace and the code of it."""

import json
import re

import program
import pytest
from raw_server import RawServer, head
from script_server import ScriptServer

FIN, CLOSED = RawServer.FIN, RawServer.CLOSED
EVENTS = head("text/event-stream")
TICKS = [b'data: {"n":%d}\n\n' % n for n in range(3)]


def attachment(content):
    return head("text/csv", Content_Disposition='attachment; filename="r.csv"', Content_Length=len(content)) + content


# By name: the steps of a connection, the row's kind, what the screen shows, what the code calls.
ANSWERS = {
    "live": ([EVENTS, *TICKS, CLOSED], "SSE", ["3 records", "LIVE", "onMessage message"], "openEvents"),
    "finite": ([head("text/event-stream", Content_Length=24), *TICKS[:2], FIN], "SSE", ["2 records"], "openEvents"),
    "rows": ([head("application/x-ndjson"), b'{"n":1}\n{"n":2}\n', CLOSED], "ND", ["2 records", "LIVE"], "openStream"),
    "log": ([head("text/plain"), b"one\n", CLOSED], "TXT", ["one", "LIVE"], "openStream"),
    "drip": (
        [head("application/json"), b"[1,", 0.7, b"2,", 0.7, b"3,", CLOSED], "ND", ["3 records", "LIVE"], "openStream"
    ),
    "json": ([head("application/json", Content_Length=8), b'{"ok":1}', FIN], "·", ["ANSWERED", "200"], "fetchResult"),
    "page": ([head("text/html") + b"<p>hello</p>", FIN], "·", ["ANSWERED", "<p>hello</p>"], "fetchResult"),
    "nothing": ([head("text/plain", "204 No Content"), FIN], "·", ["ANSWERED", "204"], "fetchResult"),
    "refused": (
        [head("application/json", "404 Not Found") + b'{"detail":"no"}', FIN], "·", ["ANSWERED", "404"], "fetchResult"
    ),
    "file": ([attachment(b"a,b\n"), FIN], "FILE", ["SAVED", "r.csv"], "fetchFile"),
}  # fmt: skip


@pytest.fixture
def server():
    anything = {"get": {"responses": {"200": {"content": {"application/json": {"schema": {}}}}}}}
    document = {"openapi": "3.1.0", "paths": {f"/all/{name}": anything for name in ANSWERS}}
    files = {"/openapi.json": ("application/json", json.dumps(document).encode())}
    # Twice: what is run again is read as what was seen.
    with ScriptServer({name: [answer[0]] * 3 for name, answer in ANSWERS.items()}, files) as server:
        yield server


@pytest.mark.parametrize("name", ANSWERS)
def test_the_row_the_pane_and_the_code_follow_the_answer(name, server, screens):
    _, sign, words, call = ANSWERS[name]
    screen = screens()
    screen.open(server.address)
    screen.wait_until("Endpoints")
    screen.wait_until("/all/")
    screen.press("/")
    screen.type(name)
    screen.press("Enter", "Enter")
    row = re.compile(rf"{re.escape(sign)} +GET +/all/{name}")
    screen.wait_until(lambda text: row.search(text) and all(word in text for word in words))
    screen.press("c")
    screen.wait_until(f"{call}(")
    if sign in ("SSE", "ND", "TXT"):
        screen.press("Escape", "r")
        screen.wait_until(lambda text: "run again" in text and row.search(text) and "FAILED" not in text)
        program.wait_until(lambda: len(server.requests["all", name]) >= 2)


@pytest.mark.parametrize(
    "type, sign", [("text/event-stream", "SSE"), ("application/x-ndjson", "ND"), ("text/plain", "TXT")]
)
def test_a_url_that_is_a_stream_opens_as_one_endpoint_and_runs(type, sign, screens):
    # Any path is answered alike, as by a program that knows but one stream.
    answer = [head(type), b'data: {"n":1}\n\n', CLOSED]
    server = RawServer(answer, answer, answer)
    screen = screens()
    try:
        screen.open(f"{server.address}/events?room=a%20b")
        screen.wait_until(lambda text: f"{sign}" in text and "LIVE" in text and '{"n":1}' in text)
        assert server.requests[-1].split(" ")[1] == "/events?room=a%20b"
    finally:
        server.close()


@pytest.mark.parametrize("line", ["curl -N -H 'X-Key: k1' '{url}'", 'curl ^"{url}^" -H ^"X-Key: k1^"'])
def test_a_pasted_line_opens_as_one_endpoint_and_runs(line, screens):
    answer = [head("text/event-stream"), b'data: {"n":1}\n\n', CLOSED]
    server = RawServer(answer, answer, answer)
    screen = screens()
    try:
        screen.open(line.format(url=f"{server.address}/events?room=a"))
        screen.wait_until(lambda text: "LIVE" in text and '{"n":1}' in text)
        assert server.requests[-1].startswith("GET /events?room=a ")
        assert "\r\nX-Key: k1\r\n" in server.requests[-1]
    finally:
        server.close()


def test_a_pasted_line_with_a_body_is_for_tail(tmp_path):
    result = program.run("curl -d '{}' http://127.0.0.1:1/x", folder=tmp_path)
    assert result.status == 64
    assert "only what gets opens here; for this line: fluidtop tail --curl LINE" in result.errors


def test_a_live_stream_s_url_is_listed_at_once(tmp_path):
    answer = [head("text/event-stream"), b"data: 1\n\n", CLOSED]
    server = RawServer(*[answer] * 9)
    try:
        for path in ("/events", ""):
            # It never ends by itself: who waited for its end would find nothing.
            result = program.run("list", server.address + path, "--json", folder=tmp_path)
            assert [endpoint["kind"] for endpoint in result.json()["endpoints"]] == ["sse"], result.errors
    finally:
        server.close()
