"""Exported Python beside its peers, in processor time of the same run.

exported_streams.py CLIENT prints a line for each: [what, milliseconds, peer, its milliseconds].
"""

import importlib.util
import json
import sys
import time

import httpx
import httpx_sse

COUNT, RUNS, PART = 100_000, 5, 64 << 10


def record(i):
    return json.dumps({"id": i, "name": f"order {i}", "price": i * 0.37, "tags": ["a", "b"], "note": "x" * 40})


BODIES = {
    "events": "".join(f"id: {i}\nevent: tick\ndata: {record(i)}\n\n" for i in range(COUNT)).encode(),
    "rows": "".join(record(i) + "\n" for i in range(COUNT)).encode(),
}
TYPES = {"events": "text/event-stream", "rows": "application/x-ndjson"}


class Parts(httpx.SyncByteStream):
    def __init__(self, data):
        self.data = data

    def __iter__(self):
        for start in range(0, len(self.data), PART):
            yield self.data[start : start + PART]


def http(kind):
    def answer(request):
        return httpx.Response(200, headers={"Content-Type": TYPES[kind]}, stream=Parts(BODIES[kind]))

    return httpx.Client(transport=httpx.MockTransport(answer))


def own(client, kind, **options):
    with client.Client("http://127.0.0.1", http=http(kind)) as api:
        return sum(1 for _ in getattr(api, kind)(**options))


def peer_events():
    with http("events") as own, httpx_sse.connect_sse(own, "GET", "http://127.0.0.1/") as source:
        return sum(1 for _ in source.iter_sse())


def peer_rows():
    with http("rows") as own, own.stream("GET", "http://127.0.0.1/") as response:
        return sum(1 for line in response.iter_lines() if json.loads(line))


def milliseconds(run):
    start = time.process_time()
    count = run()
    if count != COUNT:
        sys.exit(f"error: {count} records")
    return (time.process_time() - start) * 1000


def main():
    specification = importlib.util.spec_from_file_location("client", sys.argv[1])
    client = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(client)
    pairs = [
        ("events", lambda: own(client, "events", reconnect="never"), "httpx-sse", peer_events),
        ("lines of JSON", lambda: own(client, "rows"), "iter_lines and json.loads", peer_rows),
    ]
    for what, ours, peer, theirs in pairs:
        times = [(milliseconds(ours), milliseconds(theirs)) for _ in range(RUNS)]
        print(json.dumps([what, min(a for a, _ in times), peer, min(b for _, b in times)]), flush=True)


main()
