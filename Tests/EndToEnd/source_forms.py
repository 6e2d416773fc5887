"""Forms of applications as small sources: what reading them says, and what they really serve.

A form of `source_forms.txt` has a name (`==`), files (`---`), the endpoints of the right answer
(`=>`), and parts of the warnings that it gives, one each (`??`); without them there is none.
`import: no` says that it cannot run, `serve: no` that its answers cannot be asked for.
"""

import asyncio
import contextlib
import importlib
import re
import sys
import types
from pathlib import Path

HERE = Path(__file__).parent
INSPECTOR = HERE.parents[1] / "Sources/Discovery/Inspector"
FIRST = "from fastapi import APIRouter, Depends, FastAPI, Request\nfrom common import *\n"
COMMON = """from fastapi.responses import Response, StreamingResponse
async def ticks(): yield "data: 1\\n\\n"
def sse(): return StreamingResponse(ticks(), media_type="text/event-stream")
"""


class Form:
    """One form, as it is written."""

    def __init__(self, text):
        self.name, _, rest = text.partition("\n")
        self.files = {"common.py": COMMON}
        self.endpoints, self.warnings, self.words = [], [], set()
        file = None
        for line in rest.splitlines():
            if line.startswith("--- "):
                file = line[4:]
                self.files[file] = "" if file.endswith("__init__.py") else FIRST
            elif line.startswith("=> "):
                self.endpoints.append(line[3:])
            elif line.startswith("?? "):
                self.warnings.append(line[3:])
            elif line in ("import: no", "serve: no"):
                self.words.add(line)
            elif file is not None and line.strip():
                self.files[file] += line + "\n"

    def write(self, folder):
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


def forms():
    text = (HERE / "source_forms.txt").read_text()
    return [Form(part) for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]]


def inspector(module):
    """A module of the inspector, as it runs in a project's Python."""
    if "fluidtop_inspector" not in sys.modules:
        package = types.ModuleType("fluidtop_inspector")
        package.__path__ = [str(INSPECTOR)]
        sys.modules["fluidtop_inspector"] = package
    return importlib.import_module("fluidtop_inspector." + module)


def read(folder, target=None):
    """What reading the sources of a folder answers, or of one of its files."""
    project = inspector("project").Project(str(folder), {"files": 100, "fileBytes": 1 << 20})
    reading = inspector("reading").Reading(project)
    reading.inspect(str(folder / target if target else folder), None)
    return reading.answer()


def kind(media_type, streams=False, attachment=False):
    """How an answer is read; `SourceAnswer` and `MediaType` of the program know it in full."""
    media_type = (media_type or "").split(";")[0]
    if media_type == "text/event-stream":
        return "sse"
    if media_type == "application/x-ndjson":
        return "ndjson"
    if media_type.split("/")[0] in ("image", "video", "audio"):
        return "file"
    if attachment:
        return "file"
    if streams:
        return "text"
    return "unary"


def listed(answer):
    """The endpoints of an answer as they stand in the table."""
    lines = []
    for endpoint in answer["endpoints"]:
        kinds = {kind(a["mediaType"], a["streams"], a["attachment"]) for a in endpoint["answers"]}
        lines.append(line(endpoint["method"], endpoint["path"], kinds or {"unary"}))
    return lines


def line(method, path, kinds):
    order = ("sse", "ndjson", "text", "file", "unary")
    return f"{method} {path} {'+'.join(k for k in order if k in kinds)}"


@contextlib.contextmanager
def running(folder):
    """The application of a form, imported while it is asked."""
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module("main").app
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
                del sys.modules[name]


def served(app, method, path, query=""):
    """(status, media type) of what an application answers."""
    started = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            started.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1",
        "method": method, "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": query.encode(), "headers": [], "scheme": "http",
        "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    headers = dict(started[0]["headers"])
    return started[0]["status"], headers.get(b"content-type", b"").decode().split(";")[0]
