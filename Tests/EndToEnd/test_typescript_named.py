"""Optional values of exported TypeScript and JavaScript by their names, beside one after the other."""

import json
import subprocess

import pytest

import deno
import typescript
from program import LONGEST
from raw_server import RawServer, head

LIST = {"type": "array", "items": {"type": "string"}}
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
TIME = {"type": "string", "format": "date-time"}


def operation(name, media_type, *optional, body=None, **required):
    parameters = [
        {"name": key, "in": "path" if key == "owner" else "query", "required": True, "schema": schema}
        for key, schema in required.items()
    ]
    parameters += [{"name": key, "in": "query", "schema": schema} for key, schema in optional]
    operation = {
        "operationId": name, "parameters": parameters,
        "responses": {"200": {"content": {media_type: {"schema": {"type": "object"}}}}},
    }  # fmt: skip
    if body is not None:
        operation["requestBody"] = {"required": body, "content": {"application/json": {"schema": {"type": "object"}}}}
    return operation


DOCUMENT = {
    "openapi": "3.1.0",
    "paths": {
        "/items": {
            "get": operation("items", "application/json", ("limit", NUMBER), ("page[size]", NUMBER), ("q", TEXT))
        },
        "/of/{owner}": {"get": operation("of", "application/json", ("since", TIME), ("tags", LIST), owner=TEXT)},
        "/make": {"post": operation("make", "application/json", ("dry", {"type": "boolean"}), ("q", TEXT), body=True)},
        "/maybe": {"post": operation("maybe", "application/json", ("q", TEXT), body=False)},
        "/only": {"post": operation("only", "application/json", body=False)},
        "/feed": {"get": operation("feed", "text/event-stream", ("limit", NUMBER), ("q", TEXT))},
        "/rows": {"get": operation("rows", "application/x-ndjson", ("limit", NUMBER))},
        "/same": {
            "get": operation("same", "application/json", ("limit", NUMBER), ("q", TEXT)),
            "put": operation("same", "application/json", ("limit", NUMBER), ("q", TEXT), body=True),
        },
    },
}  # fmt: skip

# Each call, and what it asks for.
CALLS = [
    ("items({ limit: 5 })", "GET /items?limit=5"),
    ("items({ q: 'a', page_size_: 2 })", "GET /items?page%5Bsize%5D=2&q=a"),
    ("items({})", "GET /items"),
    ("items()", "GET /items"),
    ("items(5, undefined, 'a')", "GET /items?limit=5&q=a"),
    ("items(undefined, undefined, undefined, { headers: {} })", "GET /items"),
    ("items({ limit: undefined, q: 'a' }, { headers: {} })", "GET /items?q=a"),
    ("of('x', { tags: ['a', 'b'] })", "GET /of/x?tags=a&tags=b"),
    ("of('x', new Date(0))", "GET /of/x?since=1970-01-01T00%3A00%3A00.000Z"),
    ("of('x')", "GET /of/x"),
    ("make({ dry: 'body' }, { q: 'a' })", 'POST /make?q=a {"dry":"body"}'),
    ("make({ q: 'body' }, true)", 'POST /make?dry=true {"q":"body"}'),
    ("maybe({ q: 'a', body: { q: 'body' } })", 'POST /maybe?q=a {"q":"body"}'),
    ("maybe('a', { q: 'body' })", 'POST /maybe?q=a {"q":"body"}'),
    ("only({ q: 'body' })", 'POST /only {"q":"body"}'),
    ("same.get({ q: 'a' })", "GET /same?q=a"),
    ("same.put({ limit: 1 }, { limit: 5 })", 'PUT /same?limit=5 {"limit":1}'),
    ("feed({ limit: 5 }, { onMessage: (event) => void event.data }, { reconnect: 'never' })", "GET /feed?limit=5"),
    ("feed({ q: 'a' }, undefined, { reconnect: 'never' }).done", "GET /feed?q=a"),
    ("feed(5, undefined, { onMessage: (event) => void event.data }, { reconnect: 'never' })", "GET /feed?limit=5"),
    ("rows({ limit: 5 }, { onChunk: (chunk) => void chunk })", "GET /rows?limit=5"),
    ("rows(5, { onChunk: (chunk) => void chunk })", "GET /rows?limit=5"),
    ("rows({})", "GET /rows"),
]
TYPES = {"feed": "text/event-stream", "rows": "application/x-ndjson"}
WRONG = [
    "items({ limt: 5 })", "items({ limit: '5' })", "items({ limit: 5 }, { q: 'a' })", "items({ headers: {} })",
    "of({ owner: 'x' })", "make({}, { dry: 1 })", "feed({ limit: 5, onMessage: () => 1 })",
    "feed(5, { onMessage: () => 1 })",
    "rows({ limit: 5 }, { onMessage: () => 1 })", "feed({ limit: 5 }, {}, { onMessage: () => 1 })",
]  # fmt: skip


def asked(request):
    first, _, body = request.partition("\r\n\r\n")
    return " ".join([*first.split(" ")[:2], *([body] if body else [])])


@pytest.fixture
def server():
    answers = [
        [head(TYPES.get(call.split("(")[0], "application/json")), b"" if "feed" in call else b"null\n", RawServer.FIN]
        for call, _ in CALLS
    ]
    server = RawServer(*answers)
    yield server
    server.close()


def calls(address):
    lines = [f'import * as api from "./api.js";\napi.settings.baseUrl = "{address}";']
    for call, _ in CALLS:
        lines.append(f"await settled(api.{call});")
    lines.append("async function settled(call) { await (call.done ?? call); }")
    return "\n".join(lines)


def test_values_are_given_by_their_names_or_one_after_the_other(fluidtop, server, tmp_path):
    (tmp_path / "openapi.json").write_text(json.dumps(DOCUMENT))
    assert fluidtop("export", "openapi.json", "--as", "javascript", "--out", "api.js").status == 0
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "use.js").write_text(calls(server.address))
    result = subprocess.run(["node", "use.js"], cwd=tmp_path, capture_output=True, text=True, timeout=LONGEST)
    assert (result.returncode, result.stderr) == (0, "")
    assert [asked(request) for request in server.requests] == [wanted for _, wanted in CALLS]


@pytest.mark.parametrize("language", ["typescript", "javascript"])
def test_each_way_has_its_types(fluidtop, tmp_path, language):
    (tmp_path / "openapi.json").write_text(json.dumps(DOCUMENT))
    name = "api.ts" if language == "typescript" else "api.js"
    assert fluidtop("export", "openapi.json", "--as", language, "--out", name).status == 0
    lines = ['import * as api from "./api.js";', *[f"void api.{call};" for call, _ in CALLS]]
    lines += [f"// @ts-expect-error\nvoid api.{call};" for call in WRONG]
    (tmp_path / "use.ts").write_text("\n".join(lines) + "\n")
    options = ("--noEmit", *(["--allowJs", "--checkJs"] if language == "javascript" else []))
    assert typescript.compile("use.ts", folder=tmp_path, options=options) == ""
    if language == "typescript":
        (tmp_path / "use.ts").write_text("\n".join(lines).replace("./api.js", "./api.ts") + "\n")
        assert deno.problems("use.ts", folder=tmp_path) == ""


def test_a_name_that_nobody_knows_is_refused(fluidtop, tmp_path):
    (tmp_path / "openapi.json").write_text(json.dumps(DOCUMENT))
    assert fluidtop("export", "openapi.json", "--as", "javascript", "--out", "api.mjs").status == 0
    script = 'const { items } = await import("./api.mjs"); items({ limt: 5 });'
    result = subprocess.run(
        ["node", "--input-type=module", "--eval", script], cwd=tmp_path, capture_output=True, text=True, timeout=LONGEST
    )
    assert "TypeError: no parameter is called limt; there are: limit, page_size_, q" in result.stderr
