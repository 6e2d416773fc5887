"""Types of events and answers, imported or only read, as they arrive in what is exported."""

import json
import re
from pathlib import Path

import pytest
from openapi_spec_validator import validate

import deno
from program import PYTHON

APP = Path(__file__).parent / "shapes/main.py"
WAYS = pytest.mark.parametrize("way", [[], ["--no-import"]], ids=["imported", "only read"])
NAMED = {"user": "User", "order": "Order", "bye": None}
SHAPES = {
    "/named": ("sse", None, NAMED),
    "/unnamed": ("sse", None, {"message": "User", "done": None}),
    "/beside": ("sse", None, {"message": "User", "order": "Order"}),
    "/either": ("sse/unary", "User", {"user": None}),
    "/rows": ("ndjson", "anyOf", {}),
    "/plain": ("unary", None, {}),
    "/two": ("unary", "oneOf", {}),
}
CALLBACKS = {
    "named": "EventCallbacks<{ user: User; order: Order; bye: unknown }>",
    "unnamed": "EventCallbacks<{ message: User; done: unknown }>",
    "beside": "EventCallbacks<{ message: User; order: Order }>",
    "either": "EventCallbacks<{ user: User }> & ChunkCallbacks<Order>",
    "rows": "ChunkCallbacks<User | Order>",
}


def word(shape):
    return shape and (shape["name"] or next(iter(shape["schema"])))


def exported(fluidtop, folder, language, file, way, app=APP):
    path = folder / file
    result = fluidtop("export", app, "--python", PYTHON, "--as", language, "--out", path, *way)
    assert result.status == 0, result.errors
    return path


@WAYS
def test_each_event_and_answer_has_its_own_type(fluidtop, way):
    result = fluidtop("list", APP, "--python", PYTHON, "--json", "--all", *way)
    kinds = [source["kind"] for source in result.json()["sources"]]
    assert kinds == (["source"] if way else ["import", "source"])
    found = {
        e["path"]: (
            "/".join(e["kinds"]),
            word(e["item"]),
            {event["name"]: word(event["item"]) for event in e["events"]},
        )
        for e in result.json()["endpoints"]
    }
    assert {path: found[path] for path in SHAPES} == SHAPES


@WAYS
def test_a_note_tells_only_what_nobody_found(fluidtop, way):
    document = fluidtop("list", APP, "--python", PYTHON, "--json", "--all", *way).json()
    is_found = any(e["name"] == "made" for e in document["endpoints"])
    assert is_found == (not way)
    assert any("the path of made" in warning for warning in document["warnings"]) != is_found


@WAYS
def test_exported_typescript_has_the_types(fluidtop, way, tmp_path):
    path = exported(fluidtop, tmp_path, "typescript", "api.ts", way)
    text = path.read_text()
    for name, callbacks in CALLBACKS.items():
        start = re.search(rf"^export function {name}\b", text, re.MULTILINE).start()
        signature = text[start : text.index("{\n", text.index("):", start))]
        # A long line is broken.
        assert callbacks in re.sub(r"\s+", " ", signature)
    assert "Promise<ApiResult<User | Order>>" in text
    assert deno.problems(path, folder=tmp_path) == ""


@WAYS
def test_the_exported_document_is_valid_and_says_the_same(fluidtop, way, tmp_path):
    path = exported(fluidtop, tmp_path, "openapi", "api.json", way)
    document = json.loads(path.read_text())
    validate(document)
    content = document["paths"]["/unnamed"]["get"]["responses"]["200"]["content"]
    message, done = content["text/event-stream"]["itemSchema"]["oneOf"]
    assert (message["required"], done["required"]) == (["data"], ["data", "event"])
    read = fluidtop("list", path, "--json", "--all").json()
    events = {e["path"]: {v["name"]: word(v["item"]) for v in e["events"]} for e in read["endpoints"]}
    assert {p: events[p] for p in ("/named", "/unnamed", "/beside")} == {
        p: SHAPES[p][2] for p in ("/named", "/unnamed", "/beside")
    }


def test_forms_have_their_fields_without_an_import(fluidtop, tmp_path):
    forms = APP.with_name("forms.py")
    path = exported(fluidtop, tmp_path, "typescript", "api.ts", ["--no-import"], forms)
    text = path.read_text()
    assert "body: Login," in text
    assert "body: { file: Blob; others: Blob[] }," in text
    assert "username: string; password: string; scope?: string" in text
    assert "at: [number, string];" in text
    assert deno.problems(path, folder=tmp_path) == ""
