"""The usual forms of bigger projects: read, imported and served, they must say the same."""

import re

import pytest
from source_forms import Form, forms, inspector, kind, listed, read, running, served

FORMS = [pytest.param(form, id=form.name) for form in forms()]
SERVED = [p for p in FORMS if not p.values[0].words]
IMPORTED = [p for p in FORMS if "import: no" not in p.values[0].words]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_read(form, tmp_path):
    form.write(tmp_path)
    answer = read(tmp_path)
    assert sorted(listed(answer)) == sorted(form.endpoints)
    missing = [w for w in form.warnings if not any(w in said for said in answer["warnings"])]
    assert not missing, answer["warnings"]
    assert len(answer["warnings"]) == len(form.warnings), answer["warnings"]


@pytest.mark.parametrize("form", IMPORTED)
def test_a_form_says_the_same_when_it_is_imported(form, tmp_path):
    form.write(tmp_path)
    with running(tmp_path) as app:
        project = inspector("project").Project(str(tmp_path), {"files": 100, "fileBytes": 1 << 20})
        asking = inspector("asking").Asking(project)
        asking.walk(app)
        got = [e for e in asking.answer()["endpoints"] if not e["path"].startswith(("/docs", "/redoc"))]
        places = {f"{e['method']} {e['path']}" for e in got}
    assert places == {" ".join(e.split()[:2]) for e in form.endpoints}


@pytest.mark.parametrize("form", SERVED)
def test_the_right_answer_of_a_form_is_what_it_serves(form, tmp_path):
    form.write(tmp_path)
    with running(tmp_path) as app:
        for endpoint in form.endpoints:
            method, path, kinds = endpoint.split()
            seen = set()
            for query in ("", "stream=true"):
                status, media_type = served(app, method, re.sub(r"\{\w+\}", "1", path), query)
                assert status == 200, endpoint
                streams = media_type == "" and "text" in kinds
                seen.add(kind(media_type, streams=streams))
            assert seen == set(kinds.split("+")), endpoint


SERVER = """
--- server.py
def make():
    app = FastAPI()
    @app.get("/x")
    def x(): return sse()
    return app
app = make()
"""


@pytest.mark.parametrize(
    "lines",
    [
        ["from server import app", "uvicorn.run(app)"],
        ["import server", "uvicorn.run(server.make(), port=1)"],
        ["def main():", "    uvicorn.run('server:app', reload=True)"],
        ["from server import make", "def main():", "    app = make()", "    asyncio.run(serve(app, 1))"],
    ],
    ids=" ".join,
)
def test_a_file_that_only_runs_an_application_lists_it(lines, tmp_path):
    Form("\n--- run.py\n" + "\n".join(lines) + SERVER).write(tmp_path)
    answer = read(tmp_path, "run.py")
    assert listed(answer) == ["GET /x sse"]
    assert answer["warnings"] == []


def test_an_installed_package_is_read_without_those_beside_it(tmp_path):
    packages = tmp_path / "venv/lib/python3.12/site-packages"
    for name in ("ours", "others"):
        (packages / name).mkdir(parents=True)
        (packages / name / "__init__.py").touch()
    (packages / "others/setup.py").write_text("def add(app):\n    @app.get('/theirs')\n    def x(): pass\n")
    (packages / "ours/part.py").write_text("def add(app):\n    @app.get('/x')\n    def x(): pass\n")
    lines = ["from fastapi import FastAPI", "import others.setup", "import ours.part", "app = FastAPI()"]
    (packages / "ours/main.py").write_text("\n".join([*lines, "ours.part.add(app)", ""]))
    answer = read(packages / "ours", "main.py")
    assert listed(answer) == ["GET /x unary"]
    assert answer["warnings"] == []


def test_anothers_server_that_nobody_understands_is_left_out_when_it_is_imported(tmp_path):
    """As it is when sources are read: Socket.IO was taken for MCP, by the name of one of its methods."""
    (tmp_path / "site-packages/others").mkdir(parents=True)
    Form("""
--- site-packages/others/__init__.py
--- site-packages/others/sockets.py
class Sockets:
    async def __call__(self, scope, receive, send): await self.engine.handle_request(scope, receive, send)
async def feed(scope, receive, send): await sse()(scope, receive, send)
--- main.py
import sys
sys.path.append(__file__.replace("main.py", "site-packages"))
from others.sockets import Sockets, feed
class Own(Sockets):
    async def __call__(self, scope, receive, send): await self.inner(scope, receive, send)
app = FastAPI()
app.mount("/ws", Sockets())
app.mount("/own", Own())
app.mount("/feed", feed)
""").write(tmp_path)
    with running(tmp_path) as app:
        project = inspector("project").Project(str(tmp_path), {"files": 100, "fileBytes": 1 << 20})
        asking = inspector("asking").Asking(project, "main")
        asking.walk(app)
        assert listed(asking.answer()) == ["GET /own/ text+unary", "GET /feed/ sse"]


def test_functions_without_a_name_are_called_by_method_and_path(tmp_path):
    text = """
--- main.py
app = FastAPI()
@app.get("/a/{x}")
def _(x): return {}
@app.post("/b")
def __(): return sse()
"""
    Form(text).write(tmp_path)
    assert [e["name"] for e in read(tmp_path)["endpoints"]] == ["get_a_x", "post_b"]


def test_events_that_are_sent_into_a_channel_are_those_of_the_stream(tmp_path):
    text = """
--- main.py
from functools import partial
import anyio
from sse_starlette import EventSourceResponse
app = FastAPI()
async def fill(send, request):
    await send.send({"event": "tick", "data": "x"})
    await send.send(dict(data="[DONE]"))
    send.send_nowait("[DONE]")
@app.get("/a")
async def a(request: Request):
    send, receive = anyio.create_memory_object_stream(10)
    return EventSourceResponse(receive, data_sender_callable=partial(fill, send, request))
@app.get("/b")
async def b():
    send, receive = anyio.create_memory_object_stream(10)
    async def inner():
        async with send: await send.send({"event": "tock", "data": "x"})
    return EventSourceResponse(content=receive, data_sender_callable=inner)
"""
    Form(text).write(tmp_path)
    found = read(tmp_path)["endpoints"]
    assert [[e["name"] for e in endpoint["events"]] for endpoint in found] == [["tick"], ["tock"]]
    assert [endpoint["sentinel"] for endpoint in found] == ["[DONE]", None]
