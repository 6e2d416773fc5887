"""What orjson and httpx-sse need for the same bytes: name, bytes and nanoseconds between tabs.

    peers.py SSE-FILE NDJSON-FILE
"""

import sys
import time

import httpx
import httpx_sse
import orjson

RUNS = 5
PART = 64 << 10


class Parts(httpx.SyncByteStream):
    def __init__(self, data):
        self.data = data

    def __iter__(self):
        for start in range(0, len(self.data), PART):
            yield self.data[start : start + PART]


def best(name, data, body):
    times = []
    for _ in range(RUNS):
        start = time.thread_time_ns()
        count = body(data)
        times.append(time.thread_time_ns() - start)
    if not count:
        sys.exit(f"error: {name} found no record")
    print(f"{name}\t{len(data)}\t{min(times)}", flush=True)


def events(data):
    headers = {"content-type": "text/event-stream"}
    response = httpx.Response(200, headers=headers, stream=Parts(data))
    return sum(1 for _ in httpx_sse.EventSource(response).iter_sse())


def records(data):
    # The lines are found part by part too, as they would be over a socket.
    count, rest = 0, b""
    for start in range(0, len(data), PART):
        lines = (rest + data[start : start + PART]).split(b"\n")
        rest = lines.pop()
        for line in lines:
            orjson.loads(line)
            count += 1
    return count


def main():
    with open(sys.argv[1], "rb") as file:
        best("sse: httpx-sse", file.read(), events)
    with open(sys.argv[2], "rb") as file:
        best("ndjson: orjson, per line", file.read(), records)


main()
