"""A FastAPI application that tells what files and fields it was sent."""

import hashlib
from typing import Annotated

from fastapi import FastAPI, File, Form, Request, UploadFile
from starlette.datastructures import UploadFile as ReceivedFile

app = FastAPI()


@app.post("/form")
async def form(request: Request):
    fields = []
    for name, value in (await request.form()).multi_items():
        if isinstance(value, ReceivedFile):
            content = await value.read()
            digest = hashlib.sha256(content).hexdigest()
            fields.append([name, value.filename, value.content_type, len(content), digest])
        else:
            fields.append([name, value])
    return {"type": request.headers["content-type"].partition(";")[0], "fields": fields}


async def facts(file: UploadFile):
    content = await file.read()
    return [file.filename, file.content_type, len(content), hashlib.sha256(content).hexdigest()[:12]]


@app.post("/upload")
async def upload(
    title: Annotated[str, Form()],
    sound: UploadFile,
    pages: Annotated[list[UploadFile] | None, File()] = None,
    count: Annotated[int, Form()] = 1,
):
    """Declared: fields of text, a file, and a list of files."""
    return {
        "title": title, "count": count, "sound": await facts(sound),
        "pages": [await facts(page) for page in pages or []],
    }  # fmt: skip


@app.post("/login")
async def login(user: Annotated[str, Form()], scopes: Annotated[list[str] | None, Form()] = None):
    """Declared: an urlencoded form."""
    return {"user": user, "scopes": scopes}


BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}, "required": True}


@app.post("/raw", openapi_extra={"requestBody": BYTES})
async def raw(request: Request):
    """Declared: bytes of a file, as many as there are."""
    count = 0
    async for chunk in request.stream():
        count += len(chunk)
    return {"type": request.headers["content-type"], "count": count}
