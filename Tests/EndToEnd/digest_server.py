"""A server that lets in whom it knows, by HTTP's digest. Source: RFC 7616, 3."""

import hashlib
import http.server
import re
import threading

HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


class DigestServer:
    """Streams one event to `user` with `password`; keeps the schemes that requests came with."""

    def __init__(self, algorithm, user, password):
        self.schemes = []
        outer, self._algorithm, self._login = self, algorithm, (user, password)

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                sent = self.headers.get("Authorization", "")
                outer.schemes.append(sent.partition(" ")[0] or None)
                if outer._knows(sent, self.command, self.path):
                    self._answer(200, b"data: in\n\n", "text/event-stream")
                else:
                    self._answer(401, b"who?", "text/plain")

            def _answer(self, status, body, media_type):
                self.send_response(status)
                if status == 401:
                    self.send_header(
                        "WWW-Authenticate",
                        f'Digest realm="streams", nonce="n0nce", qop="auth", algorithm={outer._algorithm}',
                    )
                self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def _knows(self, sent, method, path):
        if not sent.startswith("Digest "):
            return False
        given = {name: quoted or plain for name, quoted, plain in re.findall(r'(\w+)=(?:"([^"]*)"|([^,\s]+))', sent)}

        def digest(*parts):
            return HASHES[self._algorithm](":".join(parts).encode()).hexdigest()

        user, password = self._login
        return given["response"] == digest(
            digest(user, "streams", password), "n0nce", given["nc"], given["cnonce"], "auth", digest(method, path)
        )
