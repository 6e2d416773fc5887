"""Server-Sent Events by hand and by sse-starlette."""

import functools
import json
from typing import AsyncIterator

from fastapi import APIRouter, Cookie, Depends, Header, Query
from fastapi.responses import StreamingResponse
from sse_starlette import EventSourceResponse as Events
from sse_starlette.sse import ServerSentEvent

from . import settings
from .models import Alarm, Colour, Tick

router = APIRouter(prefix="/events", tags=["events"])


async def ticks() -> AsyncIterator[Tick]:
    yield Tick(value=1)


def sse(content, headers=None):
    return StreamingResponse(content, media_type=settings.EVENTS, headers=headers)


def as_events(function):
    """A wrapper: what the function hands out, as events."""

    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return StreamingResponse(await function(*args, **kwargs), media_type="text/event-stream")

    return wrapper


def pager(limit: int = Query(10, ge=1, le=100), cursor: str = Header("", alias="X-Cursor")):
    return limit, cursor


@router.get("/alias")
async def alias():
    """Under another name"""

    async def generate():
        async for tick in ticks():
            yield {"event": "tick", "id": "1", "retry": 100, "data": tick.model_dump_json()}

    return Events(generate())


@router.get("/classes")
async def classes(colour: Colour = Colour.red, session: str = Cookie("none")):
    async def generate():
        yield ServerSentEvent(data="{}", event="hello")
        yield ServerSentEvent(data="{}", event="bye")

    return Events(generate(), ping=15)


@router.get("/text")
async def text():
    async def generate():
        alarm: Alarm = Alarm(level=1)
        yield f"event: alarm\ndata: {json.dumps(alarm.dict())}\n\n"
        yield "data: [DONE]\n\n"

    response = StreamingResponse(generate(), media_type="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    return response


@router.get("/helper")
async def helper(page=Depends(pager)):
    return sse(ticks(), headers={"X-Accel-Buffering": "no"})


@router.get("/positional")
async def positional():
    return StreamingResponse(ticks(), 200, None, "text/event-stream")


@router.get("/wrapped")
@as_events
async def wrapped(room: str):
    return joined(room)


async def joined(room: str):
    yield "event: joined\ndata: {}\n\n"


@router.post("/chat")
async def chat(question: dict):
    async def deltas():
        yield {"data": json.dumps({"delta": "a"})}
        yield {"data": "[DONE]"}

    return Events(deltas())


@router.get("/hidden", include_in_schema=False)
async def hidden(token: str):
    return Events(ticks())
