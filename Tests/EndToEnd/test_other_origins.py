"""Exported streams in a page of another origin: what EventSource reads there, they read."""

import http.server
import json
import threading

import pytest

import chromium
import program
from program import EXAMPLE, PYTHON
from script_server import ScriptServer

EVENT = b"retry: 100\nid: 1\ndata: 1\n\n"

PAGE = """<!doctype html>
<script type="module">
const lines = [];
const report = () => fetch("/report", { method: "POST", body: JSON.stringify(lines) });
try {
  const { stream_prices } = await import("./api.js");
  const options = %s;
  let count = 0;
  const onError = (error) => lines.push(error.kind + ": " + error.message);
  const stream = stream_prices(undefined, { onError }, options);
  setTimeout(stream.close, 8000);
  for await (const { data } of stream) {
    lines.push(data);
    if (++count === 3) break;
  }
} catch (error) {
  lines.push(String(error));
}
await report();
</script>
"""


class Backend(http.server.ThreadingHTTPServer):
    """A stream of one event that ends; it allows any origin these headers and no others, or no origin at all."""

    daemon_threads = True

    def __init__(self, allowed):
        super().__init__(("127.0.0.1", 0), Handler)
        self.allowed, self.asked = allowed, []
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    server: Backend

    def do_OPTIONS(self):
        wanted = self.headers.get("Access-Control-Request-Headers", "").split(",")
        allowed = self.server.allowed
        self.send_response(200 if allowed is not None and set(wanted) <= allowed else 400)
        if allowed is not None:
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", ", ".join(sorted(allowed)))
        self.end_headers()

    def do_GET(self):
        self.server.asked.append(self.headers.get("Last-Event-ID"))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if self.server.allowed is not None:
            self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(EVENT)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    folder = tmp_path_factory.mktemp("client")
    command = ["export", EXAMPLE / "main.py", "--python", PYTHON, "--as", "javascript", "--out", folder / "api.js"]
    result = program.run(*command, folder=folder)
    assert result.status == 0, result.errors
    return (folder / "api.js").read_bytes()


@pytest.fixture
def visited(script, tmp_path):
    """What a page tells that reads three events from a backend of another origin, and what was asked for there."""

    def visit(allowed, **options):
        with Backend(allowed) as backend:
            page = PAGE % json.dumps({"baseUrl": backend.address, **options})
            files = {"/page.html": ("text/html", page.encode()), "/api.js": ("text/javascript", script)}
            with ScriptServer({}, files) as server:
                lines = json.loads(chromium.report(server, "page.html", tmp_path))
            backend.shutdown()
        return lines, backend.asked

    return visit


LOST = "connectionLost: the stream ended"


def test_a_reconnection_that_may_not_carry_the_last_id_goes_on_without(visited):
    assert visited(set()) == (["1", LOST, "1", LOST, "1"], [None, None, None])


def test_a_reconnection_carries_the_last_id_where_the_server_allows_it(visited):
    assert visited({"last-event-id"}) == (["1", LOST, "1", LOST, "1"], [None, "1", "1"])


def test_the_same_holds_for_a_request_with_headers_of_its_own(visited):
    lines, asked = visited({"x-key"}, headers={"X-Key": "k"})
    assert (lines, asked) == (["1", LOST, "1", LOST, "1"], [None, None, None])


@pytest.mark.parametrize(
    "allowed, options", [(None, {}), (set(), {"headers": {"X-Key": "k"}}), (set(), {"lastEventId": "4"})]
)
def test_a_request_that_the_server_does_not_allow_says_what_it_must_allow(visited, allowed, options):
    lines, _ = visited(allowed, reconnect="never", **options)
    assert "CORS does not allow this page's origin" in lines[0]
    assert "Last-Event-ID" in lines[0]
