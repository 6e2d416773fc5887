"""What a third-party SSE contract-test suite does: it serves the streams and takes the callbacks.

Raw sockets, so that a stream can be cut anywhere.
"""

import contextlib
import http.client
import json
import os
import queue
import re
import selectors
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import program

SERVICE = Path(
    os.environ.get("FLUIDTOP_CONTRACT_SERVICE", program.ROOT / ".build/debug/sse-contract-service")
)

# How long anything may take that has to happen, and how long we watch for what must not happen.
LONGEST = program.LONGEST
QUIET = 0.5


class Service:
    """The contract-test service as a process of its own."""

    def __init__(self):
        assert os.access(SERVICE, os.X_OK), f"there is no program at {SERVICE}; make test builds it"
        self.process = subprocess.Popen(
            [str(SERVICE), "0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        self.port = int(re.search(r":(\d+)$", self._first_line()).group(1))

    def _first_line(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            assert selector.select(timeout=LONGEST), "the service says nothing"
        return self.process.stdout.readline().decode().strip()

    def ask(self, method, path, document=None):
        """(status, Location, body)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        with contextlib.closing(connection):
            body = document if document is None else json.dumps(document)
            connection.request(method, path, body)
            response = connection.getresponse()
            return response.status, response.headers.get("Location"), response.read()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=LONGEST)
        self.process.stdout.close()


class Request:
    def __init__(self, head, body):
        first, *fields = head.decode().split("\r\n")
        self.method, self.path, _ = first.split(" ")
        pairs = [field.partition(":") for field in fields]
        self.headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        self.body = body.decode()


class Stream:
    """One connection of the client under test to a stream of the suite's."""

    def __init__(self, connection, request):
        self._connection = connection
        self.request = request
        self.done = threading.Event()

    def open(self):
        self.answer(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                    b"Transfer-Encoding: chunked\r\n\r\n")  # fmt: skip
        return self

    def answer(self, data):
        self._connection.sendall(data)

    def send(self, text, size=None):
        """Sends text in one chunk, or in chunks of so many bytes, each in a packet of its own."""
        data = text.encode() if isinstance(text, str) else text
        size = size or len(data)
        for start in range(0, len(data), size):
            part = data[start : start + size]
            self.answer(b"%x\r\n%s\r\n" % (len(part), part))
            if size < len(data):
                time.sleep(0.002)

    def break_off(self):
        """Closes the connection in the middle of the body."""
        self._close()

    def end(self):
        """Ends the body, and the connection."""
        self.answer(b"0\r\n\r\n")
        self._close()

    def _close(self):
        self._connection.shutdown(socket.SHUT_RDWR)
        self.done.set()

    def is_closed_by_client(self):
        """Whether the client closes the connection in time."""
        self._connection.settimeout(LONGEST)
        try:
            return self._connection.recv(1) == b""
        except ConnectionError:
            return True
        except TimeoutError:
            return False


class Suite:
    """Starts one stream of the service, and hears what it says of it."""

    def __init__(self, service):
        self.service = service
        self.location = None
        # Seconds before a callback is answered.
        self.callback_delay = 0
        self.most_callbacks_at_once = 0
        self._callbacks_at_once = 0
        self._lock = threading.Lock()
        self._streams = queue.Queue()
        self._callbacks = queue.Queue()
        self._next_number = 1
        self._open = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        if self.location:
            self.service.ask("DELETE", self.location)
        with contextlib.suppress(OSError):
            # A waiting `accept` goes on when the socket is shut down, not when it is closed.
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def create(self, **parameters):
        """Has the service start its stream."""
        document = {
            "streamUrl": f"{self.address}/stream",
            "callbackUrl": f"{self.address}/callbacks",
            "tag": "a test of ours",
            "initialDelayMs": 0,
        }
        document |= parameters
        status, self.location, _ = self.service.ask("POST", "/", document)
        assert status == 201
        assert self.location

    def start(self, **parameters):
        """Has the service start its stream, and opens it."""
        self.create(**parameters)
        return self.connection().open()

    def command(self, **command):
        status, _, _ = self.service.ask("POST", self.location, command)
        return status

    def connection(self):
        """The next connection to the stream; it waits for an answer."""
        try:
            return self._streams.get(timeout=LONGEST)
        except queue.Empty:
            raise AssertionError("the client doesn't connect") from None

    def no_connection(self):
        with contextlib.suppress(queue.Empty):
            stream = self._streams.get(timeout=QUIET)
            raise AssertionError(f"the client connected again: {stream.request.headers}")

    def message(self):
        """The next callback; its number has to be the next one."""
        try:
            number, message = self._callbacks.get(timeout=LONGEST)
        except queue.Empty:
            raise AssertionError("no callback comes") from None
        assert number == self._next_number
        self._next_number += 1
        return message

    def no_message(self):
        with contextlib.suppress(queue.Empty):
            raise AssertionError(f"a callback came: {self._callbacks.get(timeout=QUIET)}")

    def event(self):
        """The next callback, which has to be an event: (type, data, id)"""
        message = self.message()
        assert message["kind"] == "event", message
        return tuple(message["event"][name] for name in ("type", "data", "id"))

    def events(self, *data):
        """The next callbacks have to be events with these data."""
        assert [self.event()[1] for _ in data] == list(data)

    def comment(self):
        message = self.message()
        assert message["kind"] == "comment", message
        return message["comment"]

    def error(self):
        message = self.message()
        assert message["kind"] == "error", message
        assert message["comment"]
        return message["comment"]

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection, contextlib.suppress(OSError):
            data = b""
            while True:
                request, data = read_request(connection, data)
                if request is None:
                    return
                if request.path.startswith("/callbacks/"):
                    self._take_callback(request)
                    connection.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
                else:
                    stream = Stream(connection, request)
                    self._streams.put(stream)
                    stream.done.wait(timeout=60)
                    return

    def _take_callback(self, request):
        with self._lock:
            self._callbacks_at_once += 1
            self.most_callbacks_at_once = max(self.most_callbacks_at_once, self._callbacks_at_once)
        time.sleep(self.callback_delay)
        self._callbacks.put((int(request.path.rpartition("/")[2]), json.loads(request.body)))
        with self._lock:
            self._callbacks_at_once -= 1


def read_request(connection, data):
    """The next request and what follows it; (None, b"") at the end of the connection."""
    while b"\r\n\r\n" not in data:
        part = connection.recv(1 << 16)
        if not part:
            return None, b""
        data += part
    head, _, rest = data.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    size = int(length.group(1)) if length else 0
    body = bytearray(rest)
    while len(body) < size:
        part = connection.recv(1 << 16)
        if not part:
            return None, b""
        body += part
    return Request(head, bytes(body[:size])), bytes(body[size:])
