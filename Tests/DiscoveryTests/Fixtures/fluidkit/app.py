"""The application: its routers are included by the folders they lie in."""

from fastapi import FastAPI

from src.lib.shared import router as shared

app = FastAPI(title="Folders")
app.include_router(shared, prefix="/shared")


@app.get("/health")
def health() -> str:
    return "ok"
