"""Sends the same records over many streams at once, at a steady pace.

    crowd.py STREAMS TURNS GROUPS    prints its port; one crowd after another, until its input ends

A crowd is complete when STREAMS have asked. Then each gets a record in every tenth of a second,
TURNS of them. GROUPS is into how many parts a tenth is cut, in each of which a part of the streams
has its turn: 1 writes to all of them at once.
"""

import os
import resource
import socket
import sys
import threading
import time

EVENT = b"id: 12345678\nevent: tick\ndata: " + b"x" * 167 + b"\n\n"
CHUNK = b"%x\r\n%s\r\n" % (len(EVENT), EVENT)
HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
    b"Connection: close\r\n\r\n"
)
TURN = 0.1


def gather(server, streams):
    crowd = []
    while len(crowd) < streams:
        connection, _ = server.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(10)
        if not connection.recv(65536):
            connection.close()
            continue
        # From now on a write is one call to the system. It never waits: what a stream gets in all
        # fits into its socket.
        connection.settimeout(None)
        connection.send(HEAD)
        crowd.append(connection)
    return crowd


def play(crowd, turns, groups):
    parts = [crowd[number::groups] for number in range(groups)]
    start = time.monotonic() + 0.2
    for turn in range(turns * groups):
        left = start + turn * TURN / groups - time.monotonic()
        if left > 0:
            time.sleep(left)
        for connection in parts[turn % groups]:
            connection.send(CHUNK)
    for connection in crowd:
        connection.send(b"0\r\n\r\n")


def serve(server, streams, turns, groups):
    while True:
        crowd = []
        try:
            crowd = gather(server, streams)
            play(crowd, turns, groups)
        except OSError as error:
            print(f"crowd: {error}", file=sys.stderr)
        for connection in crowd:
            connection.close()


def main():
    streams, turns, groups = map(int, sys.argv[1:])
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (streams + 64, most))
    server = socket.create_server(("127.0.0.1", 0), backlog=streams)
    print(server.getsockname()[1], flush=True)
    threading.Thread(target=serve, args=(server, streams, turns, groups), daemon=True).start()
    sys.stdin.read()
    os._exit(0)


main()
