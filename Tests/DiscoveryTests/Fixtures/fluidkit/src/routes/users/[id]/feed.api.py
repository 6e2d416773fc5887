from fastapi import APIRouter
from fastapi.responses import StreamingResponse

router = APIRouter(prefix="/feed")


@router.get("/live")
def live(id: int, since: int = 0):
    return StreamingResponse(iter(()), media_type="text/event-stream")
