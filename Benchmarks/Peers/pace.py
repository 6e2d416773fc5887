"""Sends records at a steady pace, and writes the same ones to a file, for as long as it is read.

    pace.py RATE [WIDTH]         prints its port; any number of connections, until its input ends
    pace.py RATE WIDTH FILE      writes lines of the same records, until its input ends

WIDTH: the fewest bytes of a record; a note makes up what it lacks.

    GET /openapi.json        a backend of some endpoints, the stream first
    GET /orders/live         events, so many a second
"""

import json
import os
import random
import socket
import sys
import threading
import time

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n\r\n"
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
OTHERS = (
    "/orders/{order}", "/orders/history", "/customers/{customer}/notifications",
    "/customers/{customer}/basket", "/stock/{warehouse}", "/stock/changes", "/reports/daily.csv",
    "/reports/yearly.csv", "/chat/completions", "/logs/tail", "/metrics/summary", "/health",
)
# Above so many writes a second, a write has several records.
MOST_WRITES = 200


def records():
    """What a backend tells of itself: the names stay, the values change."""
    chance = random.Random(1)
    number = 0
    while True:
        number += 1
        yield (
            b'{"cpu":%.1f,"mem":%.2f,"host":"web-%d","path":"/orders/%d","ms":%d}'
            % (
                chance.uniform(1, 99), chance.random(), number % 3 + 1,
                chance.randrange(10**5), chance.randrange(5000),
            )
        )


def wide(record, width):
    note = b',"note":"%s"}'
    missing = width - len(record) - len(note) + 3
    return record[:-1] + note % (b"." * missing) if missing > 0 else record


def play(rate, width, write):
    """Calls `write` with so many records a second."""
    made = records()
    # Made before: a fast pace is not to measure Python.
    block = [wide(next(made), width) for _ in range(5000)]
    portion = max(1, rate // MOST_WRITES)
    start, sent = time.monotonic(), 0
    while True:
        left = start + sent / rate - time.monotonic()
        if left > 0:
            time.sleep(left)
        at = sent % len(block)
        write(block[at : at + portion], sent)
        sent += len(block[at : at + portion])


def document():
    """The stream, and beside it what makes a list of endpoints."""
    events = {"description": "", "content": {"text/event-stream": {}}}
    plain = {"description": "", "content": {"application/json": {}}}
    paths = {"/orders/live": {"get": {"tags": ["orders"], "responses": {"200": events}}}}
    for path in OTHERS:
        tags = [path.split("/")[1]]
        paths[path] = {"get": {"tags": tags, "responses": {"200": plain}}}
    info = {"title": "Harbour", "version": "1.0"}
    return json.dumps({"openapi": "3.1.0", "info": info, "paths": paths}).encode()


def answer(connection, rate, width):
    def write(records, number):
        connection.sendall(
            b"".join(
                b"id: %d\nevent: tick\ndata: %s\n\n" % (number + index, record)
                for index, record in enumerate(records)
            )
        )

    with connection:
        try:
            path = connection.recv(65536).split(b" ")[1]
            if path == b"/orders/live":
                connection.sendall(HEAD % b"text/event-stream")
                play(rate, width, write)
            elif path == b"/openapi.json":
                connection.sendall(HEAD % b"application/json" + document())
            else:
                connection.sendall(MISSING)
        except (OSError, IndexError):
            pass


def serve(server, rate, width):
    while True:
        connection, _ = server.accept()
        threading.Thread(target=answer, args=(connection, rate, width), daemon=True).start()


def log(rate, width, path):
    with open(path, "ab", buffering=0) as file:
        play(rate, width, lambda records, _: file.write(b"\n".join(records) + b"\n"))


def main():
    rate = int(sys.argv[1])
    width = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    if len(sys.argv) > 3:
        work = (log, (rate, width, sys.argv[3]))
    else:
        server = socket.create_server(("127.0.0.1", 0))
        print(server.getsockname()[1], flush=True)
        work = (serve, (server, rate, width))
    threading.Thread(target=work[0], args=work[1], daemon=True).start()
    sys.stdin.read()
    os._exit(0)


main()
