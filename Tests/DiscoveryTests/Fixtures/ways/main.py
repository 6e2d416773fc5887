"""Every way of streaming that the inspector must see, and some that it must not list."""

import dataclasses
import json
from collections.abc import AsyncIterable, Iterator
from enum import Enum
from typing import Annotated, Literal, Optional

import fastapi
import fastapi.responses as responses
from fastapi import Body, Depends, FastAPI, File, Header, Path, Query, Request, UploadFile
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse
from fastapi.responses import StreamingResponse as SR
from fastapi.sse import EventSourceResponse as NativeEvents
from fastapi.sse import ServerSentEvent
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, Field
from sse_starlette.sse import EventSourceResponse

NDJSON = "application/x-ndjson"
app: FastAPI = fastapi.FastAPI(title="Ways", version="3")
app.mount("/static", StaticFiles(directory="static"))


class Media(str, Enum):
    SEQUENCE = "application/json-seq"


class Colour(str, Enum):
    red = "red"
    blue = "blue"


class NDJSONResponse(SR):
    media_type = NDJSON


class Tick(BaseModel):
    value: float
    note: Optional[str] = None
    next: "Tick | None" = None


@dataclasses.dataclass
class Row:
    id: int
    name: str = Field("x", alias="label")


def rows() -> list[Row]:
    return []


def event(name: str, data) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def respond(content, media_type: str = "text/event-stream"):
    return SR(content, media_type=media_type)


async def words():
    yield "data: word\n\n"


@app.get("/keyword")
async def keyword():
    """

    Says its media type by keyword.
    """
    return SR(words(), media_type="text/event-stream")


@app.get("/positional")
def positional():
    return SR(words(), 200, None, "application/x-ndjson")


@app.get("/constant")
def constant():
    return responses.StreamingResponse(words(), media_type=NDJSON)


@app.get("/member")
def member():
    return SR(words(), media_type=Media.SEQUENCE.value)


@app.get("/subclass")
def subclass():
    def lines():
        for row in rows():
            yield json.dumps(dataclasses.asdict(row)) + "\n"

    return NDJSONResponse(lines())


@app.get("/variable")
def variable():
    response = SR(words())
    response.media_type = "text/csv"
    response.headers["Content-Disposition"] = "attachment"
    return response


@app.get("/conditional")
def conditional(fmt: Literal["sse", "rows", "json"] = "sse"):
    if fmt == "json":
        return {"plain": True}
    if fmt == "missing":
        return JSONResponse({"detail": "no"}, status_code=404)
    if fmt == "plain":
        return JSONResponse([])
    return SR(words(), media_type="text/event-stream" if fmt == "sse" else NDJSON)


@app.get("/helper")
async def helper():
    return respond(words())


@app.get("/helper/rows")
async def helper_rows():
    return respond(words(), NDJSON)


@app.get("/sse/{user_id}")
async def named_events(
    request: Request,
    user_id: Annotated[int, Path(ge=1)],
    colour: Colour = Colour.red,
    tags: list[str] = Query(default=[], description="Only these"),
    x_token: Annotated[str, Header()] = "t",
    page: int = Query(..., alias="page-number", le=9),
):
    async def generate():
        yield {"event": "hello", "data": "{}"}
        yield event("tick", {"n": 1})
        async for tick in ticks():
            yield {"event": f"dynamic-{tick}", "data": json.dumps(tick.model_dump())}
        yield "event: bye\r\ndata: [DONE]\r\n\r\n"

    return EventSourceResponse(generate(), ping=15)


async def ticks() -> AsyncIterable[Tick]:
    yield Tick(value=1)


@app.get("/native", response_class=NativeEvents)
async def native() -> AsyncIterable[Tick]:
    yield Tick(value=1)


@app.post("/native/raw", response_class=NativeEvents)
async def native_raw(tick: Tick, dry: bool = False):
    yield ServerSentEvent(data=Tick(value=1), event="delta")
    yield ServerSentEvent(data="[DONE]")


@app.get("/lines")
def lines() -> Iterator[Row]:
    yield Row(1)


@app.get("/lines/untyped")
def lines_untyped():
    yield {"a": 1}


@app.get("/bytes", response_class=SR)
def raw_bytes():
    yield b"x"


@app.get("/download", response_class=FileResponse)
def download():
    return "report.pdf"


@app.get("/download/{rest:path}")
def download_any(rest: str):
    return FileResponse("a.bin", media_type="application/zip", filename="a.zip")


@app.get("/attachment")
def attachment(name: str):
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return SR(open(name, "rb"), headers=headers)


@app.get("/unnamed")
def unnamed():
    return SR(c for c in "abc")


@app.api_route("/many", methods=["GET", "POST"], tags=["many"], deprecated=True)
def many():
    return SR(words(), media_type="text/plain")


def added():
    return EventSourceResponse(words())


app.add_api_route("/added", added)


async def paging(limit: int = 10, offset: int = 0):
    yield limit


# Ordinary from here on.


@app.get("/")
def page():
    return FileResponse("index.html")


@app.get("/plain", response_class=PlainTextResponse)
def plain():
    return "x"


@app.get("/items", response_model=list[Tick])
def items(page: int = Depends(paging)):
    def unused():
        yield 1

    return []


@app.post("/upload", status_code=204)
def upload(file: UploadFile = File(), note: str = Body("")):
    return None


@app.websocket("/ws")
async def socket(websocket):
    yield None


def not_a_route():
    return EventSourceResponse(words())


@staticmethod
def decorated():
    return EventSourceResponse(words())
