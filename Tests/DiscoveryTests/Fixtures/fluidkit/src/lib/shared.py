from fastapi import APIRouter
from fastapi.responses import StreamingResponse

router = APIRouter()


@router.get("/lines")
def lines():
    return StreamingResponse(iter(()), media_type="application/x-ndjson")
