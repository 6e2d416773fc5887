"""Answers every request with one event, and closes.

    storm.py    prints its port, until its input ends

It names no reconnection time, which clients would raise to a tenth of a second and wait for.
"""

import os
import socket
import sys
import threading

EVENT = b"id: 12345678\nevent: tick\ndata: " + b"x" * 167 + b"\n\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + EVENT


def serve(server):
    while True:
        connection, _ = server.accept()
        with connection:
            connection.settimeout(10)
            try:
                if connection.recv(65536):
                    connection.sendall(ANSWER)
            except OSError as error:
                print(f"storm: {error}", file=sys.stderr)


def main():
    server = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(server.getsockname()[1], flush=True)
    threading.Thread(target=serve, args=(server,), daemon=True).start()
    sys.stdin.read()
    os._exit(0)


main()
