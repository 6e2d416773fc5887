"""JSON in lines, and text."""

import dataclasses
import json
from functools import partial
from typing import Iterator, List

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse

from .models import Line, Row, Tick
from .settings import EVENTS, ROWS

router = APIRouter(prefix="/rows")
Lines = partial(StreamingResponse, media_type="application/jsonl")


class NDJSONResponse(StreamingResponse):
    media_type = ROWS


def read() -> List[Row]:
    return [Row(1, "a")]


@router.get("/constant")
def constant():
    def lines():
        for row in read():
            yield json.dumps(dataclasses.asdict(row)) + "\n"

    return StreamingResponse(lines(), media_type=ROWS)


@router.get("/subclass", response_class=NDJSONResponse)
def subclass():
    return NDJSONResponse(typed())


def typed() -> Iterator[Line]:
    yield {"text": "a", "length": 1}


@router.get("/partial")
def by_partial():
    return Lines(typed())


@router.get("/sequence")
def sequence():
    return StreamingResponse(typed(), media_type="application/json-seq")


@router.get("/either")
def either(fmt: str = "sse"):
    if fmt == "none":
        return JSONResponse({"detail": "no"}, status_code=404)
    if fmt == "json":
        return JSONResponse([])
    return StreamingResponse(typed(), media_type=EVENTS if fmt == "sse" else ROWS)


@router.get("/log")
async def log(lines: int = 10):
    return StreamingResponse((f"{n}\n" for n in range(lines)), media_type="text/plain")


@router.get("/unnamed")
async def unnamed():
    return StreamingResponse(iter(["a"]))


@router.get("/plain", response_class=PlainTextResponse)
async def plain():
    return "a"


@router.get("/list")
async def listed() -> List[Tick]:
    return []
