"""Sends streams as fast as the client takes them, from bytes made before.

    server.py                prints its port; one connection at a time, until its input ends

    GET /written/COUNT       an event a chunk, and each chunk written by itself
    GET /chunked/COUNT       an event a chunk, thousands of chunks a write
    GET /whole/COUNT         events until the connection closes, without chunks
    GET /stamped/COUNT       an event each 2 ms with the moment, in nanoseconds of the steady clock
    GET /bytes/COUNT         so many bytes of an octet stream
"""

import os
import socket
import sys
import threading
import time

EVENT = b"id: 12345678\nevent: tick\ndata: " + b"x" * 167 + b"\n\n"
CHUNK = b"%x\r\n%s\r\n" % (len(EVENT), EVENT)
AT_ONCE = 4096
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%s\r\n\r\n"


def repeated(connection, piece, count):
    """Many pieces a write."""
    block = memoryview(piece * AT_ONCE)
    while count > 0:
        number = min(count, AT_ONCE)
        connection.sendall(block[: number * len(piece)])
        count -= number


def answer(connection, kind, count):
    if kind == "bytes":
        connection.sendall(HEAD % (b"application/octet-stream", b"Content-Length: %d" % count))
        block = memoryview(bytes(1 << 20))
        while count > 0:
            connection.sendall(block[:count])
            count -= len(block)
        return
    if kind == "whole":
        connection.sendall(HEAD % (b"text/event-stream", b"Connection: close"))
        return repeated(connection, EVENT, count)
    connection.sendall(HEAD % (b"text/event-stream", b"Transfer-Encoding: chunked"))
    if kind == "chunked":
        repeated(connection, CHUNK, count)
    elif kind == "stamped":
        for _ in range(count):
            time.sleep(0.002)
            event = b"data: %d\n\n" % time.monotonic_ns()
            connection.sendall(b"%x\r\n%s\r\n" % (len(event), event))
    else:
        for _ in range(count):
            connection.sendall(CHUNK)
    connection.sendall(b"0\r\n\r\n")


def serve(server):
    while True:
        connection, _ = server.accept()
        with connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                path = connection.recv(65536).split(b" ")[1].decode()
                kind, count = path.strip("/").split("/")
                answer(connection, kind, int(count))
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1)
            except (OSError, IndexError, ValueError) as error:
                print(f"server: {error}", file=sys.stderr)


def main():
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    threading.Thread(target=serve, args=(server,), daemon=True).start()
    sys.stdin.read()
    os._exit(0)


main()
