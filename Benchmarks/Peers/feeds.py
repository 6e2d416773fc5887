"""Many quiet event streams, and who reads them.

    feeds.py                    prints its port; each stream gets ten records a second, until its input ends
    feeds.py URL STREAMS        asks so often, and prints how many records came each time a line comes in
"""

import asyncio
import json
import os
import resource
import sys
from urllib.parse import urlsplit

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n\r\n"
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
EVENT = b"event: tick\ndata: " + b"x" * 182 + b"\n\n"
TURN = 0.1
STREAM = {"get": {"responses": {"200": {"description": "", "content": {"text/event-stream": {}}}}}}
DOCUMENT = {"openapi": "3.1.0", "info": {"title": "Feeds", "version": "1"}, "paths": {"/feed": STREAM}}


async def answer(reader, writer):
    try:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1]
        if path.startswith(b"/feed"):
            writer.write(HEAD % b"text/event-stream")
            while True:
                writer.write(EVENT)
                await writer.drain()
                await asyncio.sleep(TURN)
        elif path == b"/openapi.json":
            writer.write(HEAD % b"application/json" + json.dumps(DOCUMENT).encode())
        else:
            writer.write(MISSING)
        await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def serve():
    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await next_line()
    os._exit(0)


async def next_line():
    return await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)


async def read(url, streams):
    place, count = urlsplit(url), 0

    async def take(number):
        nonlocal count
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        writer.write(f"GET /feed?user={number} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        while part := await reader.read(65536):
            count += part.count(b"event: tick")
        raise RuntimeError(f"stream {number} ended")

    tasks = [asyncio.create_task(take(number)) for number in range(streams)]
    while await next_line():
        ended = sum(task.done() for task in tasks)
        print(json.dumps({"records": count, "open": streams - ended}), flush=True)
    os._exit(0)


def main():
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, most), most))
    if len(sys.argv) > 1:
        asyncio.run(read(sys.argv[1], int(sys.argv[2])))
    else:
        asyncio.run(serve())


main()
