"""A FastAPI application for the tests over TLS: what is asked, it tells."""

import asyncio

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import Response, StreamingResponse

app = FastAPI()
asked = []


@app.middleware("http")
async def note(request: Request, call_next):
    if not request.url.path.startswith("/about"):
        asked.append(
            {
                "path": request.url.path,
                "http": request.scope["http_version"],
                "lastEventId": request.headers.get("last-event-id"),
            }
        )
    return await call_next(request)


# Around the other, which hears of no preflights.
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["Last-Event-ID"])


@app.get("/about/asked")
def about_asked():
    return asked


@app.get("/events")
async def events(request: Request):
    start = int(request.headers.get("last-event-id", "0"))
    if start >= 4:
        return Response(status_code=204)

    async def body():
        for number in range(start + 1, start + 3):
            yield f"id: {number}\ndata: {number}\n\n"
            await asyncio.sleep(0.01)

    return StreamingResponse(body(), media_type="text/event-stream")


@app.get("/rows")
async def rows():
    async def body():
        for number in range(1000):
            yield f'{{"number": {number}}}\n'

    return StreamingResponse(body(), media_type="application/x-ndjson")


@app.get("/file")
def file():
    return Response(
        bytes(range(256)) * 4096,
        media_type="application/octet-stream",
        headers={"Content-Disposition": 'attachment; filename="bytes.bin"'},
    )
