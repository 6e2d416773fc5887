"""An HTTP/2 server of its own steps over TLS: frames go out exactly as a test wants them."""

import socket
import ssl
import threading
import time

import h2.config
import h2.connection
import h2.errors
import h2.events


class H2Server:
    """`steps`, for each request: bytes to send as data, seconds to wait, or

    - `END`: ends the stream cleanly, `RST`: with RST_STREAM, `CUT`: closes the socket;
    - `CLOSED`: waits until the client has ended the stream, or the connection.
    """

    END, RST, CUT, CLOSED = "end", "rst", "cut", "closed"

    def __init__(self, certificate, key, media_type, *scripts):
        self.requests = []
        self.closed_by_client = threading.Event()
        self.closed_at = None
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._context.set_alpn_protocols(["h2", "http/1.1"])
        self._media_type = media_type
        self._scripts = list(scripts)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"https://localhost:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        try:
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listener.close()

    def _serve(self):
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            # One at a time would keep a new connection waiting for the end of an old one.
            threading.Thread(target=self._serve_one, args=(plain,), daemon=True).start()

    def _serve_one(self, plain):
        try:
            with self._context.wrap_socket(plain, server_side=True) as connection:
                connection.settimeout(10)
                self._play(connection)
        except OSError:
            pass

    def _play(self, connection):
        http = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        http.initiate_connection()
        connection.sendall(http.data_to_send())
        stream = None
        while stream is None:
            for event in http.receive_data(connection.recv(65536)):
                if isinstance(event, h2.events.RequestReceived):
                    self.requests.append({k.decode(): v.decode() for k, v in event.headers})
                    stream = event.stream_id
            connection.sendall(http.data_to_send())
        if not self._scripts:
            http.send_headers(stream, [(":status", "204")], end_stream=True)
            steps = []
        else:
            http.send_headers(stream, [(":status", "200"), ("content-type", self._media_type)])
            steps = self._scripts.pop(0)
        connection.sendall(http.data_to_send())
        for step in steps:
            if not self._step(http, connection, stream, step):
                return
            connection.sendall(http.data_to_send())
        # What the client still says is of no interest, but a closed socket would be a reset.
        while connection.recv(65536):
            pass

    def _step(self, http, connection, stream, step):
        if isinstance(step, bytes):
            http.send_data(stream, step)
        elif step == self.END:
            http.end_stream(stream)
        elif step == self.RST:
            http.reset_stream(stream, h2.errors.ErrorCodes.INTERNAL_ERROR)
        elif step == self.CUT:
            return False
        elif step == self.CLOSED:
            self._wait_for_close(http, connection)
            return False
        else:
            time.sleep(step)
        return True

    def _wait_for_close(self, http, connection):
        while True:
            data = connection.recv(65536)
            events = http.receive_data(data) if data else []
            ends = (h2.events.StreamReset, h2.events.ConnectionTerminated)
            if not data or any(isinstance(event, ends) for event in events):
                self.closed_at = time.monotonic()
                self.closed_by_client.set()
                return
