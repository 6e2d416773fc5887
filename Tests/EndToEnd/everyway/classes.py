"""Endpoints that are methods, objects, partials and classes."""

import functools

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.routing import Mount, Route


class Hello:
    """A controller: a router of its own, filled with methods."""

    media_type = "application/x-ndjson"

    def __init__(self, name: str):
        self.name = name
        self.router = APIRouter(prefix="/hello")
        self.router.add_api_route("/rows", self.rows, methods=["GET"])
        self.router.add_api_route("/events", self.events, methods=["GET", "POST"])

    def rows(self, limit: int = 5):
        """Rows of a controller"""
        return StreamingResponse(self.lines(), media_type=self.media_type)

    def lines(self):
        yield "{}\n"

    async def events(self):
        return self.respond(self.lines())

    def respond(self, content):
        return EventSourceResponse(content)


class Streamer:
    """An object that is called."""

    def __init__(self, media_type: str):
        self.media_type = media_type

    async def __call__(self, room: str):
        return StreamingResponse(iter(["a"]), media_type="text/event-stream")


class Ticker(HTTPEndpoint):
    """Starlette's own kind of class."""

    async def get(self, request):
        return EventSourceResponse(iter(["a"]))

    async def post(self, request):
        return None


def stream(kind: str, limit: int = 1):
    return StreamingResponse(iter(["a"]), media_type="application/x-ndjson")


def starlette_rows(request):
    return StreamingResponse(iter(["a"]), media_type="application/x-ndjson")


def make(media_type):
    def made():
        return StreamingResponse(iter(["a"]), media_type=media_type)

    return made


hello = Hello("world")
router = APIRouter(prefix="/classes")
router.add_api_route("/streamer", Streamer("text/event-stream"))
router.add_api_route("/partial", functools.partial(stream, kind="a"))
router.add_api_route("/made", make("text/event-stream"))
router.include_router(hello.router)

inner = Starlette(
    routes=[
        Route("/rows", starlette_rows),
        Mount("/deep", routes=[Route("/ticker", Ticker)]),
    ]
)
