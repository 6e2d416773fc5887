"""A proxy of HTTP for browsers: it asks in origin form, and passes on bytes and breaks as they come."""

import re
import socket
import socketserver
import struct
import threading

from raw_server import read_request
from socks_server import copy


class HttpProxy:
    """`asked`: the hosts and ports of the requests."""

    def __init__(self):
        self.asked = []
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                if request := read_request(self.request):
                    outer._pass(request, self.request)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        port = self._server.server_address[1]
        # By itself Chromium asks no proxy for what is on its own machine.
        self.options = (f"--proxy-server=127.0.0.1:{port}", "--proxy-bypass-list=<-loopback>")
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def _pass(self, request, client):
        place = re.match(r"\S+ http://([^/:]+):(\d+)(?=/)", request)
        if not place:
            # A browser asks for names of its maker's, too.
            return
        self.asked.append((place[1], int(place[2])))
        with socket.create_connection((place[1], int(place[2])), timeout=10) as server:
            server.settimeout(None)
            server.sendall(re.sub(r"http://[^/]+", "", request, count=1).encode())
            asking = threading.Thread(target=copy, args=(client, server), daemon=True)
            asking.start()
            if answer(server, client):
                return
            # A socket that a thread reads is not closed; closed like this it is a reset here, too.
            client.shutdown(socket.SHUT_RD)
            asking.join(timeout=10)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()


def answer(server, client):
    """Until either side has had enough; false where the server broke off."""
    while True:
        try:
            part = server.recv(65536)
        except OSError:
            return False
        if not part:
            return True
        try:
            client.sendall(part)
        except OSError:
            return True
