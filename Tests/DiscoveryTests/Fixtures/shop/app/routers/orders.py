from fastapi import APIRouter

from ..streams import order_stream

router = APIRouter(tags=["shop"])


@router.get("/live")
async def live_orders():
    return order_stream()
