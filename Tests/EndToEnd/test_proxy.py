"""The proxy between a front end and its backend: what passes, and what is told of it."""

import contextlib
import json
import signal
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

import deno
from program import LONGEST, run, wait_until
from proxied import Proxied
from raw_server import chunked, head

EVENTS = head("text/event-stream", Transfer_Encoding="chunked")
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture
def proxied(tmp_path):
    """Starts proxies, and ends them when the test is over."""
    with contextlib.ExitStack() as started:
        yield lambda target, *arguments, **changes: started.enter_context(
            Proxied(tmp_path, target, *arguments, **changes)
        )


@pytest.fixture
def origin():
    """A server that gives each connection to a function: its address."""
    servers = []

    def start(serve):
        listener = socket.create_server(("127.0.0.1", 0))
        servers.append(listener)

        def accept():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for listener in servers:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def connect(proxy):
    client = socket.create_connection(("127.0.0.1", proxy.port), timeout=LONGEST)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def read_until(connection, mark, data=b""):
    while mark not in data:
        part = connection.recv(65536)
        assert part, data
        data += part
    return data


def read_all(connection):
    data = b""
    while part := connection.recv(65536):
        data += part
    return data


def asked(path="/", *lines, method="GET", host="localhost"):
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {host}", *lines, "", ""]).encode()


def get(proxy, path, **headers):
    request = urllib.request.Request(proxy.address + path, headers=headers)
    with urllib.request.urlopen(request, timeout=LONGEST) as answer:
        return answer.read()


# Each request is told.


def test_each_request_is_a_run_under_its_endpoint(proxied, backend, tmp_path):
    proxy = proxied(backend, "--output", "json")
    address = proxy.address
    result = run("tail", f"{address}/notifications/stream?user_id=1", "--max", "2", folder=tmp_path)
    assert result.status == 0, result.errors
    run("tail", f"{address}/analytics/stream", "--max", "2", folder=tmp_path)
    told = proxy.lines()
    names = {line["endpoint"] for line in told}
    assert names == {"stream_notifications", "stream_analytics_data"}
    first = next(line for line in told if line["endpoint"] == "stream_notifications")
    assert (first["n"], first["kind"], first["event"], first["id"]) == (1, "sse", "notification", "1")


def test_a_trace_tells_the_callbacks_that_the_front_end_gets(proxied, backend, tmp_path):
    proxy = proxied(backend, "--output", "trace")
    asking = ["tail", f"{proxy.address}/files/report/download", "--as", "file", "--output", "trace"]
    assert run(*asking, folder=tmp_path).status == 0
    asking = ["tail", f"{proxy.address}/notifications/stream", "--output", "trace"]
    front_end = run(*asking, folder=tmp_path)
    told = proxy.lines()
    file, refused = [[line for line in told if line["run"] == n] for n in (1, 2)]
    assert [line.get("callback", line.get("how")) for line in file][-3:] == ["onComplete", "onClose", "complete"]
    assert [line["callback"] for line in refused if "callback" in line] == [
        line["callback"] for line in front_end.lines()
    ]  # fmt: skip
    error = next(line["error"] for line in refused if "error" in line)
    assert (error["kind"], error["status"]) == ("status", 422)
    assert {line["endpoint"] for line in refused} == {"stream_notifications"}


def test_a_run_is_recorded_and_can_be_played_again(proxied, backend, tmp_path):
    proxy = proxied(backend, "--record", "captures")
    asking = [
        "tail", f"{proxy.address}/analytics/stream?token=s3cret", "-H", "Authorization: Bearer s3cret",
        "-H", "Cookie: a=s3cret", "--output", "data", "--max", "5",
    ]  # fmt: skip
    live = run(*asking, folder=tmp_path)
    assert live.status == 0, live.errors
    output, _ = proxy.stop()
    assert "stream_analytics_data" in output
    assert "s3cret" not in output
    (capture,) = (tmp_path / "captures").glob("*stream-analytics-data*")
    assert "s3cret" not in capture.read_text()
    played = run("replay", capture, "--output", "data", "--speed", "max", folder=tmp_path)
    assert played.output.startswith(live.output)


def test_text_tells_what_was_asked_and_how_it_ended(proxied, backend):
    proxy = proxied(backend)
    get(proxy, "/openapi.json")
    with pytest.raises(urllib.error.HTTPError) as refusal:
        get(proxy, "/nowhere")
    # Who leaves before the end is said to have left.
    refusal.value.read()
    output, errors = proxy.stop()
    first, second = output.splitlines()
    assert first.startswith("#1 ") and " GET /openapi.json 200 application/json ended: " in first
    assert second.startswith("#2 ") and " GET /nowhere 404 application/json ended: 22 B" in second
    assert errors == ""


# What passes.


def test_bytes_pass_as_they_come(proxied, origin):
    goes_on = threading.Event()

    def serve(connection):
        with connection:
            read_until(connection, b"\r\n\r\n")
            connection.sendall(EVENTS + chunked(b"data: 1\n\n", whole=False))
            goes_on.wait(LONGEST)
            connection.sendall(chunked(b"data: 2\n\n"))

    proxy = proxied(origin(serve))
    with connect(proxy) as client:
        client.sendall(asked("/events"))
        data = read_until(client, b"data: 1\n\n\r\n")
        # The first has come before the second was sent.
        goes_on.set()
        assert read_until(client, b"0\r\n\r\n", data).endswith(chunked(b"data: 1\n\n", b"data: 2\n\n"))


def test_pipelined_requests_are_answered_in_order_on_one_connection(proxied, origin):
    def serve(connection):
        with connection:
            path = read_until(connection, b"\r\n\r\n").split(b" ")[1]
            if path == b"/slow":
                time.sleep(0.2)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(path), path))

    proxy = proxied(origin(serve))
    with connect(proxy) as client:
        client.sendall(asked("/slow") + asked("/a") + asked("/b", method="HEAD") + asked("/last", "Connection: close"))
        answers = read_all(client)
    assert [part.partition(b"\r\n\r\n")[2] for part in answers.split(b"HTTP/1.1 200 OK")[1:]] == [
        b"/slow", b"/a", b"", b"/last",
    ]  # fmt: skip


def test_an_upload_passes_piece_by_piece_with_its_trailers(proxied, origin):
    seen = {"data": b""}

    def serve(connection):
        with connection:
            data = read_until(connection, b"\r\n\r\n")
            if data.startswith(b"GET"):
                return connection.sendall(OK)
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            while not data.endswith(b"\r\n\r\n") or b"\r\n0\r\n" not in data:
                data += connection.recv(65536)
                seen["data"] = data
            connection.sendall(OK)

    proxy = proxied(origin(serve))
    with connect(proxy) as client:
        client.sendall(asked("/up", "Transfer-Encoding: chunked", "Expect: 100-continue", method="POST"))
        assert read_until(client, b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"3;ext=1\r\none\r\n")
        wait_until(lambda: b"one" in seen["data"])
        client.sendall(b"3\r\ntwo\r\n0\r\nX-Sum: 6\r\nHost: evil\r\n\r\n")
        assert read_until(client, b"ok").endswith(b"ok")
    request_head, _, body = seen["data"].partition(b"\r\n\r\n")
    assert body == b"3\r\none\r\n3\r\ntwo\r\n0\r\nX-Sum: 6\r\n\r\n"
    assert b"Transfer-Encoding: chunked" in request_head and b"Expect: 100-continue" in request_head


def test_a_large_upload_and_its_answer_pass_whole(proxied, origin):
    size = 8 << 20

    def serve(connection):
        with connection:
            data = read_until(connection, b"\r\n\r\n")
            if data.startswith(b"GET"):
                return connection.sendall(OK)
            body = data.partition(b"\r\n\r\n")[2]
            while len(body) < size:
                body += connection.recv(1 << 20)
            connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + body)

    proxy = proxied(origin(serve))
    body = bytes(range(256)) * (size // 256)
    request = urllib.request.Request(proxy.address + "/echo", data=body)
    with urllib.request.urlopen(request, timeout=LONGEST) as answer:
        assert answer.read() == body


@pytest.mark.parametrize("how", ["refused", "closed"])
def test_a_backend_that_does_not_read_an_upload_is_survived(how, proxied, origin):
    refusal = b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig"

    def serve(connection):
        with connection:
            if read_until(connection, b"\r\n\r\n").startswith(b"GET"):
                connection.sendall(OK)
            elif how == "refused":
                connection.sendall(refusal)

    proxy = proxied(origin(serve))
    for _ in range(5):
        with connect(proxy) as client:
            try:
                client.sendall(asked("/up", f"Content-Length: {20 << 20}", method="POST") + bytes(20 << 20))
                answer = read_all(client)
            except OSError:
                continue
            assert answer.startswith((b"HTTP/1.1 413", b"HTTP/1.1 502")), answer[:100]
    with connect(proxy) as client:
        client.sendall(asked("/"))
        assert read_until(client, b"ok").startswith(b"HTTP/1.1 200")


def test_who_reads_the_end_of_an_answer_late_gets_all_of_it(proxied, origin, tmp_path):
    size = 24 << 20

    def serve(connection):
        with connection:
            if read_until(connection, b"\r\n\r\n").startswith(b"GET /large"):
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + b"a" * size)
            else:
                connection.sendall(OK)

    proxy = proxied(origin(serve))
    with connect(proxy) as client:
        client.sendall(b"GET /large HTTP/1.0\r\nHost: localhost\r\n\r\n")
        data = read_until(client, b"\r\n\r\n")
        count = len(data.partition(b"\r\n\r\n")[2])
        # No more than lets the proxy have all of it, and not its end, however late the proxy tells of
        # that; the rest then waits for longer than a farewell.
        while " ended: " not in (tmp_path / "proxy.out").read_text():
            if count < size - (64 << 10):
                part = client.recv(32768)
                assert part, count
                count += len(part)
            time.sleep(0.003)
        time.sleep(3)
        count += len(read_all(client))
    assert count == size


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("framing", ["chunked", "length", "close"])
def test_a_body_that_breaks_off_does_not_look_whole(version, framing, proxied, origin):
    heads = {
        "chunked": EVENTS + chunked(b"data: 1\n\n", whole=False),
        "length": head("text/event-stream", Content_Length=99) + b"data: 1\n\n",
        "close": head("text/event-stream") + b"data: 1\n\n",
    }

    def serve(connection):
        read_until(connection, b"\r\n\r\n")
        connection.sendall(heads[framing])
        time.sleep(0.2)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    proxy = proxied(origin(serve))
    with connect(proxy) as client:
        client.sendall(asked("/events").replace(b"HTTP/1.1", b"HTTP/" + version.encode()))
        data = b""
        try:
            while part := client.recv(65536):
                data += part
            ended = "closed"
        except ConnectionResetError:
            ended = "reset"
    assert b"data: 1\n\n" in data and not data.endswith(b"0\r\n\r\n")
    announced = b"chunked" in data or b"Content-Length" in data
    assert announced or ended == "reset"


def test_a_client_that_goes_away_closes_the_connection_to_the_backend(proxied, origin):
    gone = threading.Event()

    def serve(connection):
        with connection:
            if read_until(connection, b"\r\n\r\n").startswith(b"GET /events"):
                connection.sendall(EVENTS + chunked(b"data: 1\n\n", whole=False))
                try:
                    connection.recv(1)
                except OSError:
                    pass
                gone.set()

    proxy = proxied(origin(serve), "--output", "trace")
    with connect(proxy) as client:
        client.sendall(asked("/events"))
        read_until(client, b"data: 1\n\n")
    assert gone.wait(LONGEST)
    told = proxy.lines()
    assert [line.get("callback") or line["inspector"] for line in told] == ["request", "onOpen", "onMessage", "end"]
    assert told[-1]["how"] == "left"


WEB_SOCKET = """
const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
  if (request.headers.get("upgrade") !== "websocket") return new Response("ok");
  const { socket, response } = Deno.upgradeWebSocket(request, { protocol: "echo" });
  socket.onmessage = (event) => socket.send(event.data);
  return response;
});
console.log(server.addr.port);
const reader = Deno.stdin.readable.pipeThrough(new TextDecoderStream()).getReader();
const address = (await reader.read()).value.trim();
const socket = new WebSocket(address.replace("http", "ws") + "/ws", "echo");
const told = [];
socket.onmessage = (event) => {
  told.push(event.data.length);
  if (told.length === 3) socket.close(4000, "done");
};
socket.onopen = () => ["a", "b".repeat(70000), "é"].forEach((text) => socket.send(text));
await new Promise((resolve) => (socket.onclose = (event) => resolve(told.push(event.code, socket.protocol))));
console.log(JSON.stringify(told));
Deno.exit(0);
"""


def test_a_web_socket_passes_unread(proxied, tmp_path):
    (tmp_path / "echo.ts").write_text(WEB_SOCKET)
    process = subprocess.Popen(
        [deno.BINARY, "run", "--allow-net", "echo.ts"], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env={"HOME": str(tmp_path), "NO_COLOR": "1"},
    )  # fmt: skip
    port = process.stdout.readline().strip()
    proxy = proxied(f"http://127.0.0.1:{port}")
    output, _ = process.communicate(proxy.address + "\n", timeout=LONGEST)
    assert json.loads(output) == [1, 70000, 1, 4000, "echo"]
    assert "101" in proxy.stop()[0]


def test_https_backends_are_reached_with_their_certificates_checked(proxied, certificates):
    certificate, key = certificates("localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))
    seen = []

    def serve(connection):
        try:
            with context.wrap_socket(connection, server_side=True) as secure:
                seen.append(read_until(secure, b"\r\n\r\n"))
                secure.sendall(EVENTS + chunked(b"data: 1\n\n", whole=False))
                secure.sendall(chunked(b"data: " + b"x" * 300_000 + b"\n\n"))
        except OSError:
            pass

    def accept():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    target = f"https://localhost:{listener.getsockname()[1]}"
    try:
        proxy = proxied(target, "--cacert", certificate)
        assert len(get(proxy, "/events")) == 300_017
        assert b"Host: localhost:" in seen[-1]
        proxy.stop()
        stranger = proxied(target)
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(stranger, "/events")
        assert refused.value.code == 502
        assert b"certificate" in refused.value.read()
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def secure(serve, certificates):
    """A function for `origin` that has a connection behind TLS; and the certificate."""
    certificate, key = certificates("localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def serve_securely(connection):
        try:
            serve(context.wrap_socket(connection, server_side=True))
        except OSError:
            pass

    return serve_securely, certificate


def rest_and_end(client):
    """What still comes, and whether the connection is closed or reset then."""
    data = b""
    try:
        while part := client.recv(65536):
            data += part
        return data, "closed"
    except ConnectionResetError:
        return data, "reset"


SECURE_BODIES = {
    "chunked": EVENTS + chunked(b"data: 1\n\n", b"data: 2\n\n", whole=False),
    "length": head("text/event-stream", Content_Length=99) + b"data: 1\n\ndata: 2\n\n",
    "close": head("text/event-stream") + b"data: 1\n\ndata: 2\n\n",
}


@pytest.mark.parametrize("how", ["broken", "on purpose"])
@pytest.mark.parametrize("framing", SECURE_BODIES)
def test_a_body_from_behind_tls_that_breaks_off_does_not_look_whole(framing, how, proxied, origin, certificates):
    has_read = threading.Event()

    def serve(connection):
        read_until(connection, b"\r\n\r\n")
        connection.sendall(SECURE_BODIES[framing])
        if how == "on purpose":
            # It goes on until the proxy leaves.
            connection.recv(1)
            return
        assert has_read.wait(LONGEST)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    serve_securely, certificate = secure(serve, certificates)
    faults = ["--cut-after", "12"] if how == "on purpose" else []
    target = origin(serve_securely).replace("http://127.0.0.1", "https://localhost")
    proxy = proxied(target, "--cacert", certificate, "--output", "trace", *faults)
    with connect(proxy) as client:
        client.sendall(asked("/events"))
        begun = read_until(client, b"data: 1\n\n")
        has_read.set()
        rest, ended = rest_and_end(client)
    assert not (begun + rest).endswith(b"0\r\n\r\n")
    assert framing != "close" or b"chunked" in begun or ended == "reset"
    ends = [line["how"] for line in proxy.lines() if line.get("inspector") == "end"]
    assert ends == ["lost" if how == "broken" else "spoiled"]


def test_a_client_that_leaves_while_its_backend_is_being_reached_ends_that_too(proxied, origin):
    has_come, has_gone = threading.Event(), threading.Event()

    def serve(connection):
        # Of TLS nothing is answered: the connection never comes to be.
        with connection:
            hello = connection.recv(65536)
            # Looking for a document, the program offers HTTP/2 as well.
            is_passing = b"\x08http/1.1" in hello and b"\x02h2" not in hello
            if is_passing:
                has_come.set()
            try:
                while connection.recv(65536):
                    pass
            except OSError:
                pass
            if is_passing:
                has_gone.set()

    target = origin(serve).replace("http://", "https://")
    proxy = proxied(target, "--insecure", "--connect-timeout", "60m", "--output", "trace")
    with connect(proxy) as client:
        client.sendall(asked("/events"))
        assert has_come.wait(LONGEST)
        assert not has_gone.is_set()
    assert has_gone.wait(LONGEST)
    told = proxy.lines()
    assert [line["how"] for line in told if line.get("inspector") == "end"] == ["left"]


# What does not.


SMUGGLED = {
    "two lengths": asked("/", "Content-Length: 5", "Transfer-Encoding: chunked", method="POST") + b"0\r\n\r\n",
    "a length twice": asked("/", "Content-Length: 0", "Content-Length: 5", method="POST") + b"hello",
    "a list of lengths": asked("/", "Content-Length: 5, 5", method="POST") + b"hello",
    "a signed length": asked("/", "Content-Length: +5", method="POST") + b"hello",
    "another coding": asked("/", "Transfer-Encoding: gzip, chunked", method="POST"),
    "a folded line": asked("/", "Transfer-Encoding:", " chunked", method="POST"),
    "a blank before the colon": asked("/", "Content-Length : 5", method="POST") + b"hello",
    "a bare line feed": b"GET / HTTP/1.1\nHost: localhost\n\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": asked("/", "Host: localhost"),
    "a host that is another's": asked("/", host="evil.test"),
    "a method with a blank": b"GET\t/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a chunk's size": asked("/", "Transfer-Encoding: chunked", method="POST") + b"0x5\r\nhello\r\n0\r\n\r\n",
    "a chunk without its end": asked("/", "Transfer-Encoding: chunked", method="POST") + b"5\r\nhelloX\r\n0\r\n\r\n",
    "a line feed behind the last chunk": asked("/", "Transfer-Encoding: chunked", method="POST") + b"0\r\n\n\r\n",
    "a k of Unicode's": "\r\n".join(
        ["POST / HTTP/1.1", "Host: localhost", "Transfer-Encoding: chun\u212aed", "", ""]
    ).encode(),
    "CONNECT": b"CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@pytest.mark.parametrize("what", SMUGGLED)
def test_a_request_that_could_hide_another_is_refused(what, proxied, origin):
    seen = []

    def serve(connection):
        with connection:
            try:
                while part := connection.recv(65536):
                    seen.append(part)
            except OSError:
                pass

    proxy = proxied(origin(serve))
    seen.clear()
    with connect(proxy) as client:
        client.sendall(SMUGGLED[what] + asked("/hidden"))
        answer = read_all(client)
    proxy.stop()
    assert answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 501")), answer
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"/hidden" not in b"".join(seen)


def test_heads_have_a_limit(proxied, origin):
    proxy = proxied(origin(lambda connection: connection.close()))
    with connect(proxy) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + b"a" * 65536)
        assert read_all(client).startswith(b"HTTP/1.1 431")


@pytest.mark.parametrize("name", ["localhost", "api.localhost", "localhost.", "api.localhost."])
def test_a_backend_has_any_name_of_this_machine(proxied, origin, name):
    asked_for = []

    def serve(connection):
        asked_for.append(read_until(connection, b"\r\n\r\n").decode())
        connection.sendall(OK)
        connection.close()

    target = origin(serve).replace("127.0.0.1", name)
    assert get(proxied(target), "/x") == b"ok"
    (request,) = (text for text in asked_for if text.startswith("GET /x "))
    assert f"\r\nhost: {target.removeprefix('http://')}\r\n" in request.lower()


def test_a_backend_that_is_not_there_is_said(proxied, unused_address):
    proxy = proxied(unused_address)
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(proxy, "/events")
    assert refused.value.code == 502
    assert b"nothing listens at 127.0.0.1:" in refused.value.read()
    assert "failed, nothing listens" in proxy.stop()[0]


def test_a_proxy_that_stands_for_itself_is_said(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Proxied(tmp_path, f"http://127.0.0.1:{port}", "--listen", f"127.0.0.1:{port}") as proxy:
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(proxy, "/")
        assert refused.value.code == 508


@pytest.mark.parametrize("target", ["ftp://localhost", "main.py", ""])
def test_what_is_no_backend_is_refused(target, fluidtop):
    result = fluidtop("proxy", target)
    assert result.status == 64
    assert "http://host:port" in result.errors


# Faults on demand.


def test_faults_are_those_of_replay(proxied, backend):
    proxy = proxied(backend, "--status", "503x2", "--latency", "10ms", "--output", "trace")
    for _ in range(2):
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(proxy, "/openapi.json")
        assert refused.value.code == 503
    assert get(proxy, "/openapi.json")
    told = [(line["how"], line.get("status")) for line in proxy.lines() if line.get("inspector") == "end"]
    assert told == [("spoiled", 503), ("spoiled", 503), ("complete", None)]


@pytest.mark.parametrize("framing", ["chunked", "length", "close"])
def test_a_body_is_cut_on_purpose_and_does_not_look_whole(framing, proxied, origin):
    heads = {
        "chunked": EVENTS + chunked(b"data: 1\n\n", b"data: 2\n\n"),
        "length": head("text/event-stream", Content_Length=18) + b"data: 1\n\ndata: 2\n\n",
        "close": head("text/event-stream") + b"data: 1\n\ndata: 2\n\n",
    }

    def serve(connection):
        with connection:
            read_until(connection, b"\r\n\r\n")
            connection.sendall(heads[framing])

    proxy = proxied(origin(serve), "--cut-after", "12", "--fragment", "5")
    with connect(proxy) as client:
        client.sendall(asked("/events"))
        data = read_all(client)
    body = data.partition(b"\r\n\r\n")[2]
    if framing == "length":
        assert body == b"data: 1\n\ndat"
    else:
        assert body == chunked(b"data:", b" 1\n\nd", b"at", whole=False)


def test_fragments_join_to_the_same(proxied, backend):
    proxy = proxied(backend, "--fragment", "7")
    assert json.loads(get(proxy, "/openapi.json"))["info"]["title"] == "Streaming example"


def test_a_body_is_cut_after_a_while(proxied, backend, tmp_path):
    proxy = proxied(backend, "--cut-after", "200ms")
    result = run(
        "tail", f"{proxy.address}/notifications/stream?user_id=1", "--reconnect", "never", "--output", "trace",
        folder=tmp_path,
    )  # fmt: skip
    assert result.status == 1
    assert result.lines()[-2]["error"]["kind"] == "connectionLost"


def test_who_listens_for_others_is_told_so(tmp_path, backend):
    with Proxied(tmp_path, backend, "--listen", "0.0.0.0:0") as proxy:
        assert "whoever reaches 0.0.0.0 can use the proxy" in proxy.said


def test_a_proxy_that_is_ended_as_soon_as_it_listens_does_not_live_on(tmp_path):
    def end(turn):
        folder = tmp_path / str(turn)
        folder.mkdir()
        proxy = Proxied(folder, "http://127.0.0.1:9")
        proxy.process.send_signal(signal.SIGTERM)
        status = proxy.process.wait(LONGEST)
        proxy.process.stderr.close()
        return status

    # Several at once: a busy machine is longer on its way from the line to the signals.
    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(end, range(60))) <= {128 + signal.SIGTERM, -signal.SIGTERM}


def test_a_backend_without_an_address_is_said_to_have_none(proxied):
    proxy = proxied("http://nowhere.invalid")
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(proxy, "/")
    assert refused.value.code == 502
    assert b"no address is known for nowhere.invalid; check the host's name" in refused.value.read()
