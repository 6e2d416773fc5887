"""The proxy on a terminal: what the front end asks for, live on the screen."""

import json
import re
import socket
import threading
import urllib.error
import urllib.request

import pytest

import program
from program import LONGEST, wait_until
from raw_server import chunked, head
from test_proxy import asked, connect, origin, read_until  # noqa: F401

EVENTS = head("text/event-stream", Transfer_Encoding="chunked")


class Front:
    """The proxy's screen, and where it listens."""

    def __init__(self, screen, target, *arguments):
        self.screen = screen
        screen.open("proxy", target, "--listen", "127.0.0.1:0", *arguments)
        text = screen.wait_until(re.compile(r"127\.0\.0\.1:\d+ → "))
        self.port = int(re.search(r"127\.0\.0\.1:(\d+) → ", text)[1])
        self.address = f"http://127.0.0.1:{self.port}"

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=LONGEST) as answer:
            return answer.read()

    def asks(self, path, *lines):
        client = connect(self)
        client.sendall(asked(path, *lines))
        return client

    def choose(self, path):
        self.screen.press("1", "/", "C-u")
        self.screen.type(path)
        self.screen.press("Enter")

    def leave(self):
        self.screen.press("C-c")
        self.screen.wait_for_shell()


@pytest.fixture
def feed(origin):  # noqa: F811
    """A server whose event stream goes on as it is told to: its address, and `send(text)`."""
    connections = []

    def serve(connection):
        request = read_until(connection, b"\r\n\r\n")
        if request.startswith(b"GET /events"):
            # Before its client can have read of it.
            connections.append(connection)
            connection.sendall(EVENTS + chunked(b"data: first\n\n", whole=False))
            return
        with connection:
            connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    return origin(serve), connections


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_two_clients_are_two_runs_under_one_endpoint(size, feed, screens):
    target, connections = feed
    front = Front(screens(*size), target)
    first = front.asks("/events?user=1", "Authorization: Bearer s3cret")
    front.screen.wait_until("#1")
    front.choose("events")
    front.screen.wait_until(lambda text: "LIVE" in text and "first" in text)
    read_until(first, b"first")
    with front.asks("/events?user=2") as second:
        front.screen.wait_until(re.compile(r"#\d+ +2 of 2"))
        read_until(second, b"first")
        # What comes is shown while it streams.
        connections[-1].sendall(chunked(b"event: tick\ndata: second\n\n", whole=False))
        front.screen.wait_until(lambda text: "second" in text and "2 live" in text)
        front.screen.press("<")
        front.screen.wait_until(lambda text: "1 of 2" in text and "second" not in text)
        # A client that leaves.
        first.close()
        front.screen.wait_until(lambda text: "LEFT" in text and "1 live" in text)
        front.screen.press(">")
        front.screen.wait_until("2 of 2")
        # An end.
        connections[-1].sendall(b"0\r\n\r\n")
        text = front.screen.wait_until("ENDED")
        if size[0] == 120:
            assert re.search(r"onMessage +tick", text) and "onComplete" in text, text
    assert "s3cret" not in front.screen.text()
    front.leave()


def test_the_example_is_shown_under_its_endpoints(backend, screens, fluidtop):
    front = Front(screens(), backend)
    front.screen.wait_until("/notifications/stream")
    tail = ["tail", f"{front.address}/notifications/stream?user_id=1", "--max", "2"]
    assert fluidtop(*tail).status == 0
    front.choose("notifications/stream")
    front.screen.wait_until(lambda text: "LEFT" in text and "notification" in text)
    # The head, and no record of it: what was refused says why.
    with pytest.raises(urllib.error.HTTPError):
        front.get("/notifications/stream")
    front.screen.wait_until(lambda text: "FAILED" in text and "422" in text)
    # Ours runs beside it.
    front.screen.press("Enter")
    front.screen.wait_until("user_id is required")
    front.screen.type("7")
    front.screen.press("Enter")
    front.screen.wait_until(lambda text: "LIVE" in text and "ours, 3 of 3" in text)
    front.leave()


def test_quitting_ends_the_proxy_and_what_is_open(feed, screens, tmp_path):
    front = Front(screens(), feed[0], "--record", "captures")
    with front.asks("/events?token=s3cret") as client:
        read_until(client, b"first")
        front.screen.press("q")
        front.screen.wait_for_shell()
        # It closes, or is reset.
        try:
            while client.recv(4096):
                pass
        except ConnectionResetError:
            pass
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", front.port), LONGEST)
    (capture,) = (tmp_path / "captures").glob("*events*")
    text = capture.read_text()
    assert "data: first" in text and "s3cret" not in text
    assert [json.loads(line)[2] for line in text.splitlines()[1:]][-1] == "closed"


def test_a_run_that_passes_is_recorded_from_its_middle(feed, screens, tmp_path):
    target, connections = feed
    front = Front(screens(), target)
    with front.asks("/events") as client:
        front.screen.wait_until("#1")
        front.choose("events")
        front.screen.wait_until("first")
        front.screen.press("R")
        front.screen.wait_until(".capture")
        front.screen.press("Enter")
        front.screen.wait_until("recording")
        connections[-1].sendall(chunked(b"data: second\n\n", whole=False))
        read_until(client, b"second")
        front.screen.wait_until("2 records")
    front.screen.wait_until("recorded into")
    (capture,) = tmp_path.glob("*.capture")
    assert "second" in capture.read_text() and "first" not in capture.read_text()
    front.leave()


def test_the_client_waits_for_no_screen(origin, screens):  # noqa: F811
    def serve(connection):
        with connection:
            if not read_until(connection, b"\r\n\r\n").startswith(b"GET /events"):
                return
            connection.sendall(EVENTS)
            event = chunked(b"data: " + b"x" * 60_000 + b"\n\n", whole=False)
            for _ in range(1000):
                connection.sendall(event)
            connection.sendall(b"0\r\n\r\n")

    front = Front(screens(), origin(serve))
    front.screen.wait_until("found")
    # Stopped as by Ctrl-Z, it would pass nothing at all; lent to a pager, the screen takes nothing.
    front.screen.press("?")
    with front.asks("/events") as client:
        read = threading.Event()

        def take():
            while part := client.recv(1 << 20):
                if part.endswith(b"0\r\n\r\n"):
                    break
            read.set()

        threading.Thread(target=take, daemon=True).start()
        assert read.wait(LONGEST)
    front.screen.press("Escape")
    front.choose("events")
    front.screen.wait_until(re.compile("ENDED|passed faster"))
    front.leave()


@pytest.mark.parametrize("command", [["proxy", "http://localhost:8000", "--listen"], ["demo", "--serve", "--port"]])
def test_who_cannot_listen_says_why_in_words_of_the_system(fluidtop, command):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = fluidtop(*command, f":{port}" if "--listen" in command else port)
    assert result.status == 1
    assert f"port {port}: Address already in use; is it taken?" in result.errors


def test_a_port_that_is_taken_is_said_before_the_screen(backend, screens):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        screen = screens()
        port = taken.getsockname()[1]
        output = screen.shell_output(f"{program.BINARY} proxy {backend} --listen :{port}")
    assert "is it taken?" in output and output.splitlines()[-1] == "1"


def test_a_terminal_without_a_screen_gets_text(feed, screens):
    screen = screens(TERM="dumb")
    screen.open("proxy", feed[0], "--listen", "127.0.0.1:0")
    text = screen.wait_until(re.compile(r"http://127\.0\.0\.1:\d+ stands for"))
    port = int(re.search(r"127\.0\.0\.1:(\d+) stands for", text)[1])
    with socket.create_connection(("127.0.0.1", port), LONGEST) as client:
        client.sendall(asked("/nowhere"))
        screen.wait_until("GET /nowhere 404")
    screen.press("C-c")
    screen.wait_until(lambda text: text.rstrip().endswith("ready>"))


def test_where_output_is_named_there_is_no_screen(feed, screens):
    screen = screens()
    screen.open("proxy", feed[0], "--listen", "127.0.0.1:0", "--output", "text")
    screen.wait_until("stands for")
    assert not screen.is_alternate()
    screen.press("C-c")
    wait_until(lambda: screen.text().rstrip().endswith("ready>"))
