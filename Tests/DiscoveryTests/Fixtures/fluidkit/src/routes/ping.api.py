from fastapi import APIRouter

router = APIRouter()


@router.get("/ping")
def ping() -> int:
    return 1
