"""What FastAPI could always do: responses made by hand."""

from fastapi import FastAPI, Security, WebSocket
from fastapi.security import APIKeyHeader
from fastapi.staticfiles import StaticFiles

from . import classes, downloads, events, rows

key = APIKeyHeader(name="X-Key")


def make_app() -> FastAPI:
    app = FastAPI(title="Every way", version="2")
    api = FastAPI(title="Admin")
    print("an application may print")

    @api.get("/audit", dependencies=[Security(key)])
    def audit():
        return events.sse(events.ticks())

    for router in (events.router, rows.router):
        app.include_router(router, prefix="/v1")
    app.include_router(downloads.router, tags=["files"])
    app.include_router(classes.router)
    app.mount("/admin", api)
    app.mount("/starlette", classes.inner)
    app.mount("/static", StaticFiles(directory=".", check_dir=False))
    app.add_route("/ticker", classes.Ticker)

    @app.websocket("/ws")
    async def socket(socket: WebSocket):
        await socket.close()

    @app.api_route("/many", methods=["GET", "PUT"], deprecated=True)
    def many():
        return events.sse(events.ticks())

    return app


app = make_app()
