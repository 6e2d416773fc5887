"""Forms, which are only read: to run them, FastAPI wants another package."""

from typing import Annotated, List, Tuple

from fastapi import Depends, FastAPI, Form, UploadFile
from fastapi.security import OAuth2PasswordRequestForm
from pydantic import BaseModel

app = FastAPI()


class Login(BaseModel):
    user: str
    password: str


class Point(BaseModel):
    at: Tuple[float, str]


@app.post("/login")
async def login(form: Annotated[Login, Form()]):
    return {"user": form.user}


@app.post("/upload")
async def upload(file: UploadFile, others: List[UploadFile]):
    return {"size": file.size}


@app.post("/token")
async def token(form: OAuth2PasswordRequestForm = Depends()):
    return {"access_token": form.username}


@app.post("/point")
async def point(point: Point):
    return point.at
