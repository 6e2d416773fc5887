"""One server for many scripts of raw bytes: `/WHO/SCRIPT/…` plays a script for one client."""

import socketserver
import threading
from collections import defaultdict

from program import LONGEST
from raw_server import head, play, read_request


class ScriptServer:
    """`scripts`: by name, for each connection a list of steps, as of RawServer.

    Also serves `files` (by path: media type, bytes), and keeps what is posted to `/report`.
    """

    def __init__(self, scripts, files=()):
        self.requests = defaultdict(list)
        self.closed_by_client = defaultdict(threading.Event)
        self.report = None
        self.reported = threading.Event()
        self._scripts = scripts
        self._files = dict(files)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                # Closed here: a shutdown before, which the library does, would end what is to break.
                with self.request as connection:
                    outer._serve(connection)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
            request_queue_size = 64

        self._server = Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def serve(self, path, media_type, content):
        """One more file, for a page that has not reported."""
        self._files[path] = (media_type, content)
        self.reported.clear()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, connection):
        connection.settimeout(LONGEST)
        request = read_request(connection)
        if not request:
            return
        path = request.split(" ")[1]
        if path == "/report":
            self.report = request.partition("\r\n\r\n")[2]
            self.reported.set()
            connection.sendall(head("text/plain") + b"ok")
        elif path in self._files:
            media_type, content = self._files[path]
            connection.sendall(head(media_type) + content)
        else:
            self._play(connection, request, *path.split("/")[1:3])

    def _play(self, connection, request, who, name="?"):
        script = self._scripts.get(name)
        with self._lock:
            number = len(self.requests[who, name])
            self.requests[who, name].append(request)
        if script is None or number >= len(script):
            connection.sendall(head("text/plain", "410 Gone"))
        else:
            play(connection, script[number], self.closed_by_client[who, name], self._stopping)
