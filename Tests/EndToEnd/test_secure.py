"""TLS and HTTP/2: the same streams through hypercorn, which speaks h2 where ALPN agrees on it."""

import json
import os
import re
import selectors
import shutil
import signal
import ssl
import subprocess
import threading
import time
import urllib.request
from pathlib import Path

import pytest
import chromium
from h2_server import H2Server
from script_server import ScriptServer
from program import BINARY, LONGEST, PYTHON, environment

# What is set up for one of these tests serves them all.
pytestmark = [
    pytest.mark.xdist_group("secure"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates"),
]

EVENTS, ROWS = "text/event-stream", "application/x-ndjson"


@pytest.fixture(scope="module")
def authority(certificates):
    return certificates("localhost")[0]


@pytest.fixture(scope="module")
def start(certificates):
    """Starts hypercorn with a host's certificate: where it listens."""
    processes = []

    def run(name):
        certificate, key = certificates(name)
        process = subprocess.Popen(
            [PYTHON, "-m", "hypercorn", "secure_app:app", "--bind", "127.0.0.1:0",
             # In the process itself, not in one of its children, which would outlive it.
             "--workers", "0", "--certfile", certificate, "--keyfile", key],
            cwd=Path(__file__).parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        processes.append(process)
        return "https://localhost:" + port_of(process)

    yield run
    for process in processes:
        process.kill()
        process.wait(timeout=LONGEST)


def port_of(process):
    log = b""
    deadline = time.monotonic() + 30
    with selectors.DefaultSelector() as selector:
        selector.register(process.stderr, selectors.EVENT_READ)
        while time.monotonic() < deadline and process.poll() is None:
            if selector.select(timeout=0.5):
                log += os.read(process.stderr.fileno(), 4096)
            if match := re.search(rb"Running on https://127\.0\.0\.1:(\d+)", log):
                # Unread, a full pipe would stop the server.
                threading.Thread(target=process.stderr.read, daemon=True).start()
                return match.group(1).decode()
    raise AssertionError(f"hypercorn did not start:\n{log.decode()}")


@pytest.fixture(scope="module")
def server(start):
    return start("localhost")


def asked(server, authority, path):
    """What the server was asked at a path."""
    trust = ssl.create_default_context(cafile=authority)
    with urllib.request.urlopen(f"{server}/about/asked", context=trust, timeout=LONGEST) as answer:
        return [request for request in json.load(answer) if request["path"] == path]


def test_events_go_on_after_the_last_one_over_http_2(fluidtop, server, authority):
    result = fluidtop(
        "tail", f"{server}/events", "--cacert", authority, "--reconnect", "always",
        "--retry", "100ms", "--output", "trace",
    )  # fmt: skip
    assert result.status == 0, result.errors
    lines = result.lines()
    assert [line["data"] for line in lines if line["callback"] == "onMessage"] == ["1", "2", "3", "4"]
    assert [line["callback"] for line in lines][-2:] == ["onComplete", "onClose"]
    requests = asked(server, authority, "/events")
    assert [request["lastEventId"] for request in requests] == [None, "2", "4"]
    assert {request["http"] for request in requests} == {"2"}


def test_rows_and_a_file_come_whole_over_http_2(fluidtop, server, authority, tmp_path):
    rows = fluidtop("tail", f"{server}/rows", "--cacert", authority, "--output", "data")
    assert rows.status == 0, rows.errors
    assert [json.loads(line)["number"] for line in rows.output.splitlines()] == list(range(1000))
    file = fluidtop("get", f"{server}/file", "--cacert", authority)
    assert file.status == 0, file.errors
    assert (tmp_path / "bytes.bin").read_bytes() == bytes(range(256)) * 4096
    assert asked(server, authority, "/file")[0]["http"] == "2"


PAGE = """<!doctype html>
<script type="module">
import { settings, events, rows, file, missing } from "./api.js";
settings.baseUrl = "%s";
const lines = [];
const callbacks = Object.fromEntries(["onOpen", "onComplete", "onClose"].map((name) => [name, () => lines.push(name)]));
const onMessage = ({ data }) => lines.push(data);
const onError = ({ kind, message }) => lines.push(`${kind}: ${message}`);
await events({ ...callbacks, onMessage, onError }, { retryDelay: 100 }).done;
let count = 0;
await rows({ onChunk: ({ number }) => (count += number === count), onError });
lines.push(count, (await file()).size);
await missing().catch(onError);
await fetch("/report", { method: "POST", body: JSON.stringify(lines) });
</script>
"""
PAGE_DOCUMENT = {
    "openapi": "3.1.0",
    "paths": {
        "/" + name: {"get": {"operationId": name, "responses": {"200": {"content": {media_type: {"schema": schema}}}}}}
        for name, media_type, schema in [
            ("events", EVENTS, {}), ("rows", ROWS, {}),
            ("file", "application/octet-stream", {"type": "string", "format": "binary"}),
            ("missing", "application/octet-stream", {"type": "string", "format": "binary"}),
        ]
    },
}  # fmt: skip


def test_a_page_reads_events_rows_and_a_file_over_http_2(fluidtop, start, authority, tmp_path):
    server = start("localhost")
    (tmp_path / "openapi.json").write_text(json.dumps(PAGE_DOCUMENT))
    result = fluidtop("export", "openapi.json", "--as", "javascript", "--out", "api.js")
    assert result.status == 0, result.errors
    files = {
        "/page.html": ("text/html", (PAGE % server).encode()),
        "/api.js": ("text/javascript", (tmp_path / "api.js").read_bytes()),
    }
    with ScriptServer({}, files) as pages:
        options = ["--no-proxy-server", "--ignore-certificate-errors"]
        lines = json.loads(chromium.report(pages, "page.html", tmp_path, *options))
    lost = "connectionLost: the stream ended"
    assert lines == [
        *["onOpen", "1", "2", lost, "onOpen", "3", "4", lost, "onComplete", "onClose"],
        *[1000, 1 << 20, "status: the server answered 404: Not Found"],
    ]
    requests = asked(server, authority, "/events")
    assert [request["lastEventId"] for request in requests] == [None, "2", "4"]
    for path in ("/events", "/rows", "/file", "/missing"):
        assert {request["http"] for request in asked(server, authority, path)} == {"2"}


def test_an_unknown_certificate_is_one_clear_sentence(fluidtop, server):
    result = fluidtop("tail", f"{server}/rows", "--output", "trace")
    assert result.status == 1
    (error, closed) = result.lines()
    assert error["error"]["kind"] == "tls"
    assert closed == {"callback": "onClose"}
    place = server.removeprefix("https://")
    assert result.errors == (
        f"fluidtop: the certificate of {place} isn't trusted (it isn't signed by a known authority, "
        "or has expired); name its authority with --cacert, or accept it with --insecure\n"
    )


def test_a_certificate_for_another_host_says_so(fluidtop, start, certificates):
    result = fluidtop("get", f"{start('other.example')}/file", "--cacert", certificates("other.example")[0])
    assert result.status == 1
    assert "it is for another host" in result.errors


def test_certificates_that_cannot_be_read_are_named(fluidtop, server, tmp_path):
    (tmp_path / "empty.pem").write_text("no certificate\n")
    for name in ["empty.pem", "nowhere.pem"]:
        result = fluidtop("tail", f"{server}/rows", "--cacert", name)
        assert result.status == 1
        assert f"the certificates in {name} can't be read" in result.errors


def test_insecure_is_said(fluidtop, server):
    result = fluidtop("tail", f"{server}/rows", "--insecure", "--max", "1", "--output", "data")
    assert result.status == 0
    assert result.output == '{"number": 0}\n'
    assert result.errors == "fluidtop: TLS certificates are not verified (--insecure)\n"


@pytest.fixture
def h2_server(certificates):
    servers = []

    def serve(media_type, *scripts):
        servers.append(H2Server(*certificates("localhost"), media_type, *scripts))
        return servers[-1]

    yield serve
    for server in servers:
        server.close()


@pytest.mark.parametrize("end", [H2Server.RST, H2Server.CUT])
def test_a_stream_that_is_cut_over_http_2_is_lost(fluidtop, h2_server, authority, end):
    server = h2_server(ROWS, [b'{"a":1}\n', 0.1, end])
    result = fluidtop("tail", server.address, "--cacert", authority, "--output", "trace")
    assert result.status == 1
    opened, chunk, error, closed = result.lines()
    assert chunk == {"callback": "onChunk", "value": {"a": 1}}
    assert (error["fatal"], error["error"]["kind"]) == (True, "connectionLost")
    assert (opened["callback"], closed["callback"]) == ("onOpen", "onClose")


def test_events_that_are_cut_over_http_2_go_on(fluidtop, h2_server, authority):
    server = h2_server(
        EVENTS, [b"id: 7\ndata: a\n\ndata: par", 0.1, H2Server.RST], [b"data: b\n\n", H2Server.END]
    )
    result = fluidtop(
        "tail", server.address, "--cacert", authority, "--reconnect", "always",
        "--retry", "100ms", "--output", "trace",
    )  # fmt: skip
    assert result.status == 0, result.errors
    assert [line["data"] for line in result.lines() if "data" in line] == ["a", "b"]
    assert [request.get("last-event-id") for request in server.requests] == [None, "7", "7"]


def test_an_interrupt_closes_a_stream_over_http_2(h2_server, authority, tmp_path):
    server = h2_server(EVENTS, [b"data: a\n\n", H2Server.CLOSED])
    process = subprocess.Popen(
        [BINARY, "tail", server.address, "--cacert", authority, "--output", "data"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(tmp_path),
    )  # fmt: skip
    try:
        assert process.stdout.readline() == "a\n"
        process.send_signal(signal.SIGINT)
        assert server.closed_by_client.wait(LONGEST)
        assert process.wait(timeout=LONGEST) == 130
    finally:
        process.kill()
        process.communicate(timeout=LONGEST)
