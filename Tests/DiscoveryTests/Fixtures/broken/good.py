from fastapi import FastAPI
from bad import oops
from missing import nothing

app = FastAPI()


@app.get("/good")
def good():
    yield 1


@app.get(nothing.PATH + "/x")
def unknown_path():
    yield 1


@app.get(*nothing.ARGUMENTS)
def spread_path():
    yield 1
