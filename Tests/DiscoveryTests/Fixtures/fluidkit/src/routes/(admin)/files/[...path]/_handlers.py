from fastapi import APIRouter
from fastapi.responses import FileResponse

router = APIRouter()


@router.get("/raw")
def raw():
    return FileResponse("x.bin", filename="x.bin")
