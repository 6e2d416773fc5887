from fastapi import FastAPI
from fastapi.responses import StreamingResponse
app = FastAPI()
@app.get("/x")
def x(a: str):
    m = "text/"
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    m = m + a + m
    r = StreamingResponse(m, media_type=m)
    r = r or r
    r = x(r)
    return r
