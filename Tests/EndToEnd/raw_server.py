"""A server that plays scripts of raw bytes, one for each connection, and keeps what it was asked."""

import gzip
import socket
import struct
import threading
import zlib

from program import LONGEST


class RawServer:
    """`scripts`: for each connection a list of steps: bytes to send, seconds to wait, or

    - `FIN`: ends the connection, `RST`: breaks it;
    - a function: is called, and may wait;
    - `CLOSED`: waits until the client has closed it.
    """

    FIN, RST, CLOSED = "fin", "rst", "closed"

    def __init__(self, *scripts):
        self.requests = []
        self.closed_by_client = threading.Event()
        self._scripts = scripts
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._connection = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self):
        self._stopping.set()
        for waiting in (self._listener, self._connection):
            try:
                # What waits on a socket goes on when it is shut down, not when it is closed.
                if waiting:
                    waiting.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self._listener.close()
        self._thread.join(timeout=LONGEST)

    def _serve(self):
        for script in self._scripts:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self._connection = connection
                if self._stopping.is_set():
                    return
                connection.settimeout(LONGEST)
                self.requests.append(read_request(connection))
                play(connection, script, self.closed_by_client, self._stopping)


def play(connection, script, closed_by_client, stopping):
    """Plays one script on one connection, to the end of the script; waits no longer where it is `stopping`."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for step in script:
        if isinstance(step, bytes):
            try:
                connection.sendall(step)
            except OSError:
                closed_by_client.set()
        elif step == RawServer.RST:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif step == RawServer.CLOSED:
            try:
                if not connection.recv(1):
                    closed_by_client.set()
            except ConnectionError:
                closed_by_client.set()
        elif callable(step):
            step()
        elif step != RawServer.FIN:
            stopping.wait(step)


def read_request(connection):
    """The request as text: its head, an empty line, its body."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return data.decode()
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            while len(body) < int(value):
                body += connection.recv(65536)
    return (head + b"\r\n\r\n" + body).decode()


def head(media_type, status="200 OK", **fields):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def chunked(*parts, whole=True):
    """The parts as the chunks of a body, perhaps without its end."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    return body + (b"0\r\n\r\n" if whole else b"")


# The event `data: 1`, by codings.
COMPRESSED = {
    "gzip": gzip.compress(b"data: 1\n\n"),
    "deflate": zlib.compress(b"data: 1\n\n"),
    # What brotli and zstd make of it without compressing.
    "br": b"\x0b\x04\x80data: 1\n\n\x03",
    "zstd": b"\x28\xb5\x2f\xfd\x04\x58\x49\x00\x00data: 1\n\n\x92\x23\x31\x8a",
}


def bytewise(data, pause=0.001):
    """Each byte by itself."""
    steps = []
    for byte in data:
        steps += [bytes([byte]), pause]
    return steps


def answer(status, *lines):
    """The steps of an answer that has no body."""
    text = "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""])
    return [text.encode(), RawServer.FIN]


# An answer that is the JSON `null`.
OK = [head("application/json") + b"null", RawServer.FIN]


def lines(request):
    """The lines of a request below the first, in small letters."""
    return [line for line in request.lower().split("\r\n")[1:] if line]
