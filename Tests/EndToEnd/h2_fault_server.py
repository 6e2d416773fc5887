"""A hostile HTTP/2 server over TLS: it answers every request with the same steps, right or wrong."""

import socket
import ssl
import threading
import time

import h2_frames as h2
from h2_faults import End, Flood

# Where a flood stops by itself: bytes and seconds.
MOST_BYTES, LONGEST = 100_000_000, 20


class H2FaultServer:
    """`answer`: stream → its steps. Every request of every connection gets the same answer.

    A polite server closes when the client has said GOAWAY; another one stays, silent.
    """

    def __init__(self, certificate, key, answer, polite=False):
        self.sent = 0
        self.requests = 0
        # The code of the client's GOAWAY.
        self.told = None
        self._answer = answer
        self._polite = polite
        self._stopping = False
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._context.set_alpn_protocols(["h2"])
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"https://localhost:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stopping = True
        try:
            # A waiting `accept` goes on when the socket is shut down, not when it is closed.
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listener.close()

    def _serve(self):
        while not self._stopping:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(plain,), daemon=True).start()

    def _talk(self, plain):
        try:
            plain.settimeout(LONGEST)
            with self._context.wrap_socket(plain, server_side=True) as connection:
                self._play(connection)
        except (OSError, EOFError):
            pass  # The client has gone, which is what most of these are for.

    def _play(self, connection):
        incoming = connection.makefile("rb")

        def read(count):
            got = incoming.read(count)
            if len(got) < count:
                raise EOFError
            return got

        connection.sendall(h2.frame(h2.SETTINGS))
        read(len(h2.PREFACE))
        while True:
            kind, flags, stream, payload = h2.read_frame(read)
            if kind == h2.SETTINGS and not flags & h2.ACK:
                connection.sendall(h2.frame(h2.SETTINGS, flags=h2.ACK))
            elif kind == h2.HEADERS:
                self.requests += 1
                for step in self._answer(stream):
                    self._take(connection, step)
            elif kind == h2.GOAWAY:
                self.told = int.from_bytes(payload[4:8], "big")
                if self._polite:
                    return

    def _take(self, connection, step):
        if isinstance(step, bytes):
            connection.sendall(step)
        elif isinstance(step, Flood):
            self._flood(connection, step.turn)
        elif step is End:
            connection.shutdown(socket.SHUT_WR)
        else:
            time.sleep(step)

    def _flood(self, connection, turn):
        """Reads nothing meanwhile: what the client answers, it has to keep or to give up."""
        deadline = time.monotonic() + LONGEST
        while self.sent < MOST_BYTES and time.monotonic() < deadline and not self._stopping:
            connection.sendall(turn)
            self.sent += len(turn)
        connection.shutdown(socket.SHUT_WR)
