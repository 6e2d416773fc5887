"""What is valid Python, and odd all the same."""

from typing import List, Tuple

from fastapi import FastAPI, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

app = FastAPI()


class Odd(BaseModel):
    nothing: Tuple[()] = ()
    endless: float = 1e999
    raw: List[bytes] = [b"a"]


@app.get("/odd")
def odd(
    nothing: Tuple[()] = (), limited: int = Query(1, ge=..., le=1j), endless: float = 1e999
):
    return StreamingResponse(iter(()), media_type="text/event-stream")


@app.post("/heartbeat")
def heartbeat(body: Odd):
    def events():
        yield "data: [CONNECTED]\n\n"
        while True:
            yield "data: [PING]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")


@app.get("/ends")
def ends():
    def events():
        yield "data: {}\n\n"
        yield "data: [STREAM_END]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")
