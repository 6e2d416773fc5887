"""A FastAPI application that tells what files and fields it was sent."""

import hashlib

from fastapi import FastAPI, Request
from starlette.datastructures import UploadFile

app = FastAPI()


@app.post("/form")
async def form(request: Request):
    fields = []
    for name, value in (await request.form()).multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            digest = hashlib.sha256(content).hexdigest()
            fields.append([name, value.filename, value.content_type, len(content), digest])
        else:
            fields.append([name, value])
    return {"type": request.headers["content-type"].partition(";")[0], "fields": fields}
