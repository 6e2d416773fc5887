"""Streams of events of different types, and answers of different shapes."""

from typing import AsyncIterable, Union

from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse, StreamingResponse
from fastapi.sse import EventSourceResponse as NativeEvents
from fastapi.sse import ServerSentEvent
from pydantic import BaseModel
from sse_starlette import EventSourceResponse

app = FastAPI()


class User(BaseModel):
    name: str


class Order(BaseModel):
    total: int


@app.get("/named")
async def named():
    async def events():
        yield {"event": "user", "data": User(name="a").model_dump_json()}
        yield {"event": "order", "data": Order(total=3).model_dump_json()}
        yield {"event": "bye", "data": "see you"}

    return EventSourceResponse(events())


@app.get("/unnamed")
async def unnamed():
    async def events():
        yield {"data": User(name="a").model_dump_json()}
        yield {"event": "done", "data": ""}

    return EventSourceResponse(events())


@app.get("/beside", response_class=NativeEvents)
async def beside() -> AsyncIterable[Union[User, ServerSentEvent]]:
    yield User(name="a")
    yield ServerSentEvent(data=Order(total=3), event="order")


@app.get("/either", response_model=Order)
async def either(stream: bool = True, stop: bool = False):
    async def events():
        yield {"event": "user", "data": User(name="a").model_dump_json()}

    if stop:
        return Response(status_code=204)
    if stream:
        return EventSourceResponse(events())
    return {"total": 3}


@app.get("/rows")
async def rows():
    async def lines():
        yield User(name="a").model_dump_json() + "\n"
        yield Order(total=3).model_dump_json() + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")


@app.get("/plain")
async def plain(text: bool = False):
    if text:
        return PlainTextResponse("x")
    return {"a": 1}


@app.get("/two", response_model=User, responses={202: {"model": Order}})
async def two():
    return User(name="a")


# Its path is no literal.
@app.get("/" + "edam"[::-1])
async def made():
    return {"a": 1}
