from fastapi import APIRouter
from starlette.responses import StreamingResponse

router = APIRouter(prefix="/logs")
unused = APIRouter(prefix="/unused")


@router.get("/tail")
def tail_logs():
    return StreamingResponse(iter([]), media_type="text/plain")


@unused.get("/rows")
def unused_rows():
    return StreamingResponse(iter([]), media_type="application/jsonl")
