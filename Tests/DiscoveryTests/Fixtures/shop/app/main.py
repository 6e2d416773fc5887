from fastapi import APIRouter, FastAPI

from app.routers import orders
from .routers.logs import router as logs_router
from .settings import settings

api = APIRouter(prefix="/v1")
api.include_router(orders.router, prefix="/orders", tags=["orders"])


def create_app() -> FastAPI:
    app = FastAPI(title="Shop")
    app.include_router(api, prefix=settings.API_PREFIX)
    for router in (logs_router,):
        app.include_router(router)
    app.mount("/admin", admin)
    return app


admin = FastAPI()


@admin.get("/events")
async def admin_events():
    from sse_starlette import EventSourceResponse

    return EventSourceResponse(generate())


app = create_app()
