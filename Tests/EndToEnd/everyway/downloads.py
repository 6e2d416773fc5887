"""Files."""

from fastapi import APIRouter, Body
from fastapi.responses import FileResponse, RedirectResponse, Response, StreamingResponse

router = APIRouter()


@router.get("/report", response_class=FileResponse)
def report():
    return "report.pdf"


@router.get("/any/{rest:path}")
def anything(rest: str):
    return FileResponse(rest, filename="a.bin")


@router.get("/stream/{name}")
def stream(name: str):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(iter([b"a"]), media_type="application/octet-stream", headers=headers)


@router.get("/image")
def image():
    return Response(content=b"", media_type="image/png")


@router.get("/page")
def page():
    return FileResponse("index.html")


@router.get("/elsewhere")
def elsewhere():
    return RedirectResponse("/report")


@router.post("/upload")
async def upload(name: str = Body(), size: int = Body(0)):
    return {"name": name}
