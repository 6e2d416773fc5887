"""A small FastAPI backend with one endpoint of each streaming kind.

Run it with `uvicorn main:app`, then point fluidtop at http://localhost:8000 or at this file.
"""

import asyncio
import itertools
import json
from collections.abc import AsyncIterable, AsyncIterator
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse as TypedEventSourceResponse
from fastapi.sse import ServerSentEvent
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse

app = FastAPI(title="Streaming example", version="1.0")


class Notification(BaseModel):
    id: int
    user_id: int
    message: str


class AnalyticsRecord(BaseModel):
    name: str
    value: float


class Order(BaseModel):
    number: int
    article: str
    quantity: int
    paid: bool = False


class Price(BaseModel):
    symbol: str
    price: float


class Item(BaseModel):
    id: int
    name: str
    tags: list[str] = []


class ChatRequest(BaseModel):
    message: str = Field(min_length=1)
    model: str = "parrot-1"


class Delta(BaseModel):
    delta: str


class User(BaseModel):
    id: int
    name: str


MESSAGES = [
    "Your build is green",
    "Mira commented on “Retry after a lost connection”",
    "新しいメッセージがあります 📬",
    "Deploy to staging finished in 41 s",
]
ARTICLES = ["tea", "coffee", "cocoa", "mate", "ほうじ茶"]
USERS = {1: "Ada", 2: "Grace", 3: "Γιώργος"}


# The four classic endpoints: their responses are built by hand, so the OpenAPI document says
# nothing about what they stream.


@app.get("/notifications/stream", tags=["notifications"])
async def stream_notifications(user_id: int):
    """Stream real-time notifications"""

    async def notifications() -> AsyncIterator[dict[str, str]]:
        for number in itertools.count(1):
            notification = Notification(
                id=number, user_id=user_id, message=MESSAGES[number % len(MESSAGES)]
            )
            yield {
                "event": "notification",
                "id": str(number),
                "data": notification.model_dump_json(),
            }
            await asyncio.sleep(0.3)

    return EventSourceResponse(notifications())


FILES = {
    "report": ("report.pdf", b"%PDF-1.7\n% not a real one\n", 48 * 1024),
    "dataset": ("dataset.csv", b"name,value\n", 2 * 1024 * 1024),
}


@app.get("/files/{file_id}/download", tags=["files"])
async def download_file(file_id: str):
    """Stream file download"""
    if file_id not in FILES:
        raise HTTPException(404, f"There is no file named {file_id}")
    name, head, size = FILES[file_id]

    async def content() -> AsyncIterator[bytes]:
        yield head
        sent = len(head)
        while sent < size:
            line = f"row-{sent:010d},{sent % 997}\n".encode()
            piece = (line * 400)[: size - sent]
            yield piece
            sent += len(piece)
            await asyncio.sleep(0.002)

    return StreamingResponse(
        content(),
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@app.get("/analytics/stream", tags=["analytics"])
async def stream_analytics_data():
    """Stream a large analytics dataset"""

    async def records() -> AsyncIterator[str]:
        for number in range(2000):
            record = AnalyticsRecord(name=f"page-{number % 40}", value=number * 37 % 1000 / 10)
            yield json.dumps(record.model_dump()) + "\n"
            if number % 100 == 99:
                await asyncio.sleep(0.05)

    return StreamingResponse(records(), media_type="application/x-ndjson")


@app.get("/logs/stream", tags=["logs"])
async def stream_logs(lines: int = 100):
    """Stream the application's log"""

    async def log() -> AsyncIterator[str]:
        for number in range(lines):
            level = "WARN" if number % 7 == 6 else "INFO"
            yield f"{level} worker-{number % 3} job {number} done ✓ 完了\n"
            await asyncio.sleep(0.05)

    return StreamingResponse(log(), media_type="text/plain")


# FastAPI's own streams: the item types are declared, so the OpenAPI document has them.


@app.get("/orders/stream", tags=["orders"], response_class=TypedEventSourceResponse)
async def stream_orders(limit: int = 20) -> AsyncIterable[Order]:
    """Stream orders as they come in"""
    for number in range(1, limit + 1):
        yield Order(
            number=number,
            article=ARTICLES[number % len(ARTICLES)],
            quantity=1 + number % 4,
            paid=number % 3 == 0,
        )
        await asyncio.sleep(0.1)


@app.get("/prices/stream", tags=["prices"], response_class=TypedEventSourceResponse)
async def stream_prices(
    symbol: str = "TEA",
    last_event_id: Annotated[int | None, Header()] = None,
) -> AsyncIterable[ServerSentEvent]:
    """Stream the price of one symbol; a client that comes back misses nothing"""
    for number in itertools.count((last_event_id or 0) + 1):
        price = Price(symbol=symbol, price=round(20 + number * 31 % 70 / 10, 2))
        yield ServerSentEvent(data=price, event="price", id=str(number), retry=1000)
        await asyncio.sleep(0.2)


@app.get("/items", tags=["items"])
async def stream_items(limit: int = 50) -> AsyncIterable[Item]:
    """Stream items as JSON Lines"""
    for number in range(limit):
        yield Item(id=number, name=f"item {number}", tags=["odd"] if number % 2 else [])
        await asyncio.sleep(0.02)


@app.post("/chat/stream", tags=["chat"], response_class=TypedEventSourceResponse)
async def stream_chat(request: ChatRequest) -> AsyncIterable[ServerSentEvent]:
    """Answer in deltas, the way language models do"""
    answer = f"You said: {request.message} – and I have nothing to add. 🦜"
    for word in answer.split(" "):
        yield ServerSentEvent(data=Delta(delta=word + " "))
        await asyncio.sleep(0.05)
    yield ServerSentEvent(raw_data="[DONE]")


# Not every endpoint streams, and not every stream ends well.


@app.get("/users/{user_id}", tags=["users"])
async def read_user(user_id: int) -> User:
    """Read one user"""
    if user_id not in USERS:
        raise HTTPException(404, f"There is no user {user_id}")
    return User(id=user_id, name=USERS[user_id])


@app.get("/unstable/stream", tags=["unstable"])
async def stream_unstable(after: int = 5):
    """Stream records and break off half-way"""

    async def records() -> AsyncIterator[str]:
        for number in range(after):
            yield json.dumps({"number": number}) + "\n"
            await asyncio.sleep(0.1)
        raise RuntimeError("the source of the records went away")

    return StreamingResponse(records(), media_type="application/x-ndjson")
