"""A SOCKS5 proxy that keeps where it was asked to go. Source: RFC 1928; RFC 1929."""

import socket
import socketserver
import threading

NO_LOGIN, PASSWORD, NONE_FITS = b"\x00", b"\x02", b"\xff"
IPV4, NAME, IPV6 = 1, 3, 4


class SocksServer:
    """`login`: the user and the password it wants; `names`: addresses of hosts that only it knows."""

    def __init__(self, login=None, names=()):
        self.asked = []
        outer, self._login, self._names = self, login, dict(names)

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                if outer._lets_in(self.rfile, self.wfile):
                    outer._connect(self.rfile, self.wfile, self.connection)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.place = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def _lets_in(self, reader, writer):
        _, count = reader.read(2)
        wanted = PASSWORD if self._login else NO_LOGIN
        if wanted not in reader.read(count):
            writer.write(b"\x05" + NONE_FITS)
            return False
        writer.write(b"\x05" + wanted)
        if not self._login:
            return True
        reader.read(1)
        login = tuple(reader.read(reader.read(1)[0]).decode() for _ in range(2))
        writer.write(b"\x01" + (b"\x00" if login == self._login else b"\x01"))
        return login == self._login

    def _connect(self, reader, writer, client):
        _, _, _, kind = reader.read(4)
        if kind == NAME:
            host = reader.read(reader.read(1)[0]).decode()
        else:
            family, length = (socket.AF_INET, 4) if kind == IPV4 else (socket.AF_INET6, 16)
            host = socket.inet_ntop(family, reader.read(length))
        port = int.from_bytes(reader.read(2), "big")
        self.asked.append((host, port))
        try:
            server = socket.create_connection((self._names.get(host, host), port), timeout=10)
        except OSError:
            writer.write(b"\x05\x04\x00\x01" + bytes(6))
            return
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        with server:
            back = threading.Thread(target=copy, args=(server, client), daemon=True)
            back.start()
            copy(client, server)
            back.join(timeout=10)


def copy(source, target):
    try:
        while part := source.recv(65536):
            target.sendall(part)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass
