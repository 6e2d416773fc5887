from fastapi import APIRouter

router = APIRouter()


@router.get("/outside")
def outside():
    return 1
