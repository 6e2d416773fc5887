"""What is a stream by its media type is one for discovery, for `tail` and for every exported client."""

import json
import re

import pytest

import deno
import exporting
import program
from raw_server import head
from script_server import ScriptServer

TABLE = (program.ROOT / "Sources/WebText/MediaType.swift").read_text()
LINES = re.findall(r'"(application/[^"]+)"', re.search(r"jsonLines = \[(.*?)\]", TABLE, re.DOTALL)[1])
BODIES = {
    "text/event-stream": b"data: 1\n\ndata: 2\n\n",
    "application/json-seq": b"\x1e1\n\x1e2\n",
    **dict.fromkeys(LINES, b"1\n2\n"),
}
NAMES = {media_type: f"stream_{number}" for number, media_type in enumerate(BODIES)}
# What is set up for one of these tests serves them all.
pytestmark = [
    pytest.mark.xdist_group("media types"),
    pytest.mark.parametrize("media_type", BODIES),
]


@pytest.fixture(scope="module")
def server():
    with ScriptServer({NAMES[kind]: [[head(kind) + body]] for kind, body in BODIES.items()}) as server:
        yield server


@pytest.fixture(scope="module")
def document(server, tmp_path_factory):
    """An OpenAPI document with an endpoint for each media type."""
    path = tmp_path_factory.mktemp("document") / "openapi.json"
    paths = {
        f"/{name}": {"get": {"operationId": name, "responses": {"200": {"content": {media_type: {}}}}}}
        for media_type, name in NAMES.items()
    }
    path.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}))
    return path


def written(document, language, name):
    path = document.parent / name
    result = program.run("export", document, "--as", language, "--out", path, folder=document.parent)
    assert result.status == 0, result.errors
    return path


@pytest.fixture(scope="module")
def listed(document):
    endpoints = program.run("list", document, "--json", folder=document.parent).json()["endpoints"]
    return {endpoint["mediaType"]: endpoint["kind"] for endpoint in endpoints}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The kinds of endpoints of a source that says the media types, and nothing else of its answers."""
    path = tmp_path_factory.mktemp("source") / "main.py"
    # As people write it, too.
    said = {name: f"{media_type.title()}; charset=utf-8" for media_type, name in NAMES.items()}
    path.write_text(
        "from fastapi import FastAPI\n\napp = FastAPI()\n"
        + "".join(
            f"\n@app.get('/{form}/{name}', responses={{200: {{'content': {{{text!r}: {{}}}}}}}})\n"
            f"def {form}_{name}():\n    return answer()\n"
            for media_type, name in NAMES.items()
            for form, text in (("plain", media_type), ("said", said[name]))
        )
    )
    found = program.run("list", path, "--no-import", "--json", folder=path.parent)
    return {endpoint["path"]: endpoint["kind"] for endpoint in found.json()["endpoints"]}


@pytest.fixture(scope="module")
def traced(document, server):
    """The callbacks of the exported TypeScript, by the names of its functions."""
    calls = {
        name: {
            "name": name, "arguments": [],
            "options": {"baseUrl": f"{server.address}/typescript"}
            | ({"reconnect": "never"} if media_type == "text/event-stream" else {}),
        }
        for media_type, name in NAMES.items()
    }  # fmt: skip
    return deno.trace(written(document, "typescript", "api.ts"), calls, folder=document.parent)[0]


@pytest.fixture(scope="module")
def python(document):
    return exporting.load(written(document, "python", "api.py"))


def test_discovery_lists_it_as_a_stream(listed, media_type):
    assert listed.get(media_type) == ("sse" if media_type == "text/event-stream" else "ndjson")


@pytest.mark.parametrize("form", ["plain", "said"])
def test_a_source_that_says_it_is_read_as_a_stream(read, media_type, form):
    expected = "sse" if media_type == "text/event-stream" else "ndjson"
    assert read.get(f"/{form}/{NAMES[media_type]}") == expected


def test_tail_reads_it(fluidtop, server, media_type):
    url = f"{server.address}/tail/{NAMES[media_type]}"
    result = fluidtop("tail", url, "--output", "data", "--reconnect", "never")
    assert (result.output, result.errors) == ("1\n2\n", "")


def test_exported_typescript_reads_it(traced, media_type):
    lines = traced[NAMES[media_type]]
    values = [line.get("value", line.get("data")) for line in lines if line.get("callback") in ("onChunk", "onMessage")]
    assert [float(value) for value in values] == [1, 2], lines


def test_exported_python_reads_it(python, server, media_type):
    is_events = media_type == "text/event-stream"
    with python.Client(f"{server.address}/python") as client:
        records = getattr(client, NAMES[media_type])(**({"reconnect": "never"} if is_events else {}))
        assert [record.json() if is_events else record for record in records] == [1, 2]
