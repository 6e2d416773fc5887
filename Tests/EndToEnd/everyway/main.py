"""Everything, FastAPI's own streams among it."""

from typing import Annotated, AsyncIterable, Iterable, Union

from fastapi import Header
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from .classic import make_app
from .models import Alarm, Line, Question, Row, Tick

app = make_app()


@app.get("/native/events", response_class=EventSourceResponse)
async def native_events(last_event_id: Annotated[Union[int, None], Header()] = None) -> AsyncIterable[Tick]:
    """Events of one model"""
    yield Tick(value=1)


@app.get("/native/named", response_class=EventSourceResponse)
async def native_named() -> AsyncIterable[ServerSentEvent]:
    yield ServerSentEvent(data=Alarm(level=1), event="alarm", id="1", retry=5)


@app.post("/native/chat", response_class=EventSourceResponse)
async def native_chat(question: Question) -> AsyncIterable[ServerSentEvent]:
    yield ServerSentEvent(raw_data="[DONE]")


@app.get("/native/lines")
async def native_lines() -> AsyncIterable[Row]:
    yield Row(1, "a")


@app.get("/native/dictionaries")
def native_dictionaries() -> Iterable[Line]:
    yield {"text": "a", "length": 1}


@app.get("/native/either")
def native_either() -> Iterable[Union[Tick, Alarm]]:
    yield Tick(value=1)


@app.get("/native/untyped")
def native_untyped():
    yield {"a": 1}


@app.get("/native/bytes", response_class=StreamingResponse)
def native_bytes():
    yield b"a"
