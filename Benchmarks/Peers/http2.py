"""Sends events over HTTP/2 and TLS as fast as the client takes them, each a DATA frame.

    http2.py CERTIFICATE KEY COUNT   prints its port; one connection at a time, until its input ends

The frames are made before, and many go in a write: a server that makes each as it sends it would be
measured in the client's place.
"""

import os
import socket
import ssl
import struct
import sys
import threading

EVENT = b"id: 12345678\nevent: tick\ndata: " + b"x" * 167 + b"\n\n"
AT_ONCE = 4096

# Source: RFC 9113, 6.
DATA, HEADERS, SETTINGS, WINDOW_UPDATE = 0, 1, 4, 8
END_STREAM, ACK, END_HEADERS = 0x1, 0x1, 0x4
INITIAL_WINDOW_SIZE = 4
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind, payload=b"", stream=0, flags=0):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def field(name, value):
    """A field of a head, written out. Source: RFC 7541, 6.2.2."""
    return bytes([0, len(name)]) + name + bytes([len(value)]) + value


HEAD = field(b":status", b"200") + field(b"content-type", b"text/event-stream")


class Conversation:
    """One connection: how much the client allows, and what it asks for."""

    def __init__(self, connection):
        self.connection = connection
        self.incoming = connection.makefile("rb")
        # Of a new stream; Source: RFC 9113, 6.9.2.
        self.window = 65535
        # How many bytes may be sent over each stream, and over all of them (0).
        self.room = {0: self.window}
        connection.sendall(frame(SETTINGS))
        self.read(len(PREFACE))

    def read(self, count):
        read = self.incoming.read(count)
        if len(read) < count:
            raise EOFError
        return read

    def read_frame(self):
        """Takes in what the client says next: the stream, where that is a request."""
        start = self.read(9)
        kind, flags, stream = struct.unpack(">BBI", start[3:])
        payload = self.read(int.from_bytes(start[:3], "big"))
        if kind == SETTINGS and not flags & ACK:
            for place in range(0, len(payload), 6):
                name, value = struct.unpack_from(">HI", payload, place)
                if name == INITIAL_WINDOW_SIZE:
                    self.window = value
            self.connection.sendall(frame(SETTINGS, flags=ACK))
        elif kind == WINDOW_UPDATE:
            more = int.from_bytes(payload, "big")
            self.room[stream] = self.room.get(stream, self.window) + more
        return stream if kind == HEADERS else None

    def serve(self, count):
        """Answers each request, until the client closes."""
        while True:
            stream = self.read_frame()
            if stream:
                self.room.setdefault(stream, self.window)
                self.answer(stream, count)

    def answer(self, stream, count):
        self.connection.sendall(frame(HEADERS, HEAD, stream, END_HEADERS))
        piece = frame(DATA, EVENT, stream)
        block = memoryview(piece * AT_ONCE)
        while count > 0:
            allowed = min(self.room[0], self.room[stream]) // len(EVENT)
            number = min(count, allowed, AT_ONCE)
            if number == 0:
                self.read_frame()
                continue
            self.connection.sendall(block[: number * len(piece)])
            self.room[0] -= number * len(EVENT)
            self.room[stream] -= number * len(EVENT)
            count -= number
        self.connection.sendall(frame(DATA, b"", stream, END_STREAM))


def serve(server, context, count):
    while True:
        plain, _ = server.accept()
        plain.settimeout(60)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            with context.wrap_socket(plain, server_side=True) as connection:
                Conversation(connection).serve(count)
        except EOFError:
            pass
        except OSError as error:
            print(f"http2: {error}", file=sys.stderr)


def main():
    certificate, key, count = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(["h2"])
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    threading.Thread(target=serve, args=(server, context, int(count)), daemon=True).start()
    sys.stdin.read()
    os._exit(0)


main()
