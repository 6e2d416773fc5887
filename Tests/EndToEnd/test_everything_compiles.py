"""Every language of the export, for every application here: compilers have nothing to object to, commands run."""

import json
import os
import re
import shutil
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openapi_spec_validator import validate

import deno
import program
import swift
import typescript
from conftest import wait_for_address
from exporting import typed
from program import EXAMPLE, LONGEST, PYTHON
from raw_server import RawServer, head
from trace_loops import load

HERE = Path(__file__).parent
# What is exported once serves all of these tests.
pytestmark = pytest.mark.xdist_group("everything compiles")

# Whatever somebody may write.
BAD = {
    "openapi": "3.1.0",
    "info": {"title": "Bad */ `API`\n\"\"\"", "version": "1"},
    "paths": {
        "/items": {
            "delete": {
                "operationId": "delete",
                "description": "Ends a comment */ a template `${1}` a docstring \"\"\" and a line \\\n# or two",
                "parameters": [{"name": "callbacks", "in": "query", "schema": {"type": "string"}}],
                "responses": {"200": {"description": "", "content": {"application/json": {}}}},
            },
            "get": {
                "operationId": "class",
                "summary": "*/ `'\"\\",
                "parameters": [
                    {"name": "class", "in": "query", "required": True, "schema": {"type": "integer"}},
                    {"name": "options", "in": "query", "schema": {"type": ["string", "null"]}},
                    {"name": "self", "in": "header", "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {
                        "description": "",
                        "content": {"text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/Node"}}},
                    }
                },
            },
        },
        "/2fa/{2fa}": {
            "post": {
                "operationId": "2fa",
                "parameters": [{"name": "2fa", "in": "path", "required": True, "schema": {"type": "string"}}],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}},
                },
                "responses": {
                    "200": {
                        "description": "",
                        "content": {"application/x-ndjson": {"itemSchema": {"$ref": "#/components/schemas/Self"}}},
                    }
                },
            },
        },
        **{
            path: {"get": {"operationId": "list", "responses": {"200": {"description": "", "content": {kind: {}}}}}}
            for path, kind in (("/a", "text/plain"), ("/b", "image/png"))
        },
    },
    "components": {
        "schemas": {
            "Node": {
                "type": "object",
                "required": ["next", "children", "import"],
                "properties": {
                    "next": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]},
                    "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
                    "import": {"enum": ["class", "a b", "", "*/"]},
                    "by": {"additionalProperties": {"$ref": "#/components/schemas/Self"}, "type": "object"},
                },
            },
            "Self": {"anyOf": [{"$ref": "#/components/schemas/Self"}, {"type": "integer"}]},
        }
    },
}  # fmt: skip

# What the frameworks declare.
FRAMEWORKS = HERE / "frameworks.d.ts"

@pytest.fixture(scope="module")
def everyway():
    """The address of the application that streams in every way."""
    process = subprocess.Popen(
        [str(PYTHON), "-m", "uvicorn", "everyway.main:app", "--host", "127.0.0.1", "--port", "0"],
        cwd=HERE, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    try:
        yield wait_for_address(process)[0]
    finally:
        process.kill()
        process.wait(timeout=LONGEST)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The address of the built-in backend."""
    process = subprocess.Popen(
        [str(program.BINARY), "demo", "--serve"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, env=program.environment(tmp_path_factory.mktemp("demo")),
    )  # fmt: skip
    try:
        yield re.search(r"http://[\d.:]+", process.stderr.readline()).group()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=LONGEST)


@pytest.fixture(scope="module")
def exported(tmp_path_factory, demo):
    """A folder with the client of an application, as a file in a language; written once."""
    root = tmp_path_factory.mktemp("exported")
    targets = {
        "example": [EXAMPLE / "main.py", "--python", PYTHON],
        "everyway": [HERE / "everyway/main.py", "--python", PYTHON],
        "demo": [demo],
        "bad": ["bad.json"],
    }

    def export(application, language, name):
        folder = root / application
        folder.mkdir(exist_ok=True)
        (folder / "bad.json").write_text(json.dumps(BAD))
        if not (folder / name).exists():
            result = program.run("export", *targets[application], "--as", language, "--out", name, folder=folder)
            assert result.status == 0, result.errors
        return folder / name

    return export


APPLICATIONS = ["example", "everyway", "demo", "bad"]
applications = pytest.mark.parametrize("application", APPLICATIONS)


# A compiler takes longer to start than for a file: it takes those of all applications at once.


def test_typescript(exported):
    files = [exported(application, "typescript", "api.ts") for application in APPLICATIONS]
    assert deno.problems(*files, folder=files[0].parent.parent) == ""
    assert typescript.compile(*files, folder=files[0].parent.parent) == ""


def test_states_and_hooks(exported):
    languages = {"svelte": "api.svelte.ts", "react": "hooks.ts"}
    files = [exported(application, *language) for application in APPLICATIONS for language in languages.items()]
    assert typescript.compile(FRAMEWORKS, *files, folder=files[0].parent.parent) == ""


def test_a_stream_may_be_named_like_a_variable_of_what_shows_it(fluidtop, tmp_path):
    stream = {"responses": {"200": {"description": "", "content": {"text/event-stream": {}}}}}
    names = ["key", "view", "show", "told", "options", "open", "stream", "values"]
    paths = {f"/{name}": {"get": {"operationId": name, **stream}} for name in names}
    document = {"openapi": "3.1.0", "info": {"title": "Names", "version": "1"}, "paths": paths}
    (tmp_path / "names.json").write_text(json.dumps(document))
    files = {"svelte": "api.svelte.ts", "react": "hooks.ts"}
    for language, file in files.items():
        assert fluidtop("export", "names.json", "--as", language, "--out", file).status == 0
    assert typescript.compile(FRAMEWORKS, *files.values(), folder=tmp_path) == ""


def test_javascript(exported):
    files = [exported(application, "javascript", "plain.js") for application in APPLICATIONS]
    assert all("@ts-nocheck" not in file.read_text() for file in files)
    result = deno.run("check", "--check-js", *files, folder=files[0].parent.parent)
    assert result.returncode == 0, result.stderr
    options = ["--noEmit", "--allowJs", "--checkJs"]
    assert typescript.compile(*files, folder=files[0].parent.parent, options=options) == ""


def test_the_types_of_javascript_hold_for_those_who_call_it(exported):
    folder = exported("example", "javascript", "plain.js").parent
    (folder / "wrong.js").write_text('import { settings } from "./plain.js";\nsettings.baseUrl = 1;\n')
    said = typescript.compile("wrong.js", folder=folder, options=["--noEmit", "--allowJs", "--checkJs"])
    assert said.startswith("wrong.js(2,1): error TS2322")


@pytest.mark.parametrize("name", ["api.ts", "api.js"])
def test_calls_written_for_fluidkit_compile_unchanged(exported, name, tmp_path):
    language = "typescript" if name == "api.ts" else "javascript"
    shutil.copy(exported("example", language, "api.ts" if name == "api.ts" else "plain.js"), tmp_path / name)
    shutil.copy(HERE / "seed_calls.ts", tmp_path)
    # Its callbacks take errors that they do not look at.
    options = ["--noEmit", "--allowJs", "--noUnusedParameters", "false"]
    assert typescript.compile("seed_calls.ts", folder=tmp_path, options=options) == ""


@applications
def test_python(exported, application):
    file = exported(application, "python", "api.py")
    said = typed(file, folder=file.parent)
    assert said.startswith("Success"), said
    result = subprocess.run([PYTHON, "-B", "-W", "error", file], capture_output=True, text=True, timeout=LONGEST)
    assert (result.returncode, result.stderr) == (0, "")


@applications
@swift.needs_build
def test_swift(exported, application):
    assert swift.problems(exported(application, "swift", "api.swift")) == ""


@applications
def test_the_openapi_document_gives_the_same_endpoints(exported, application, fluidtop):
    listed = json.loads(exported(application, "json", "api.json").read_text())
    read = fluidtop("list", exported(application, "openapi", "api.openapi.json"), "--all", "--json").json()
    assert read["warnings"] == []
    assert [facts(endpoint) for endpoint in read["endpoints"]] == [facts(e) for e in listed["endpoints"]]


@applications
def test_the_openapi_document_is_valid(exported, application):
    document = json.loads(exported(application, "openapi", "api.openapi.json").read_text())
    assert document["openapi"] == "3.2.0"
    validate(document)


def test_the_openapi_document_keeps_what_fastapi_says(exported):
    document = json.loads(exported("example", "openapi", "api.openapi.json").read_text())
    user = document["paths"]["/users/{user_id}"]["get"]
    assert user["responses"]["422"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/HTTPValidationError"
    }
    assert "ValidationError" in document["components"]["schemas"]
    chat = document["paths"]["/chat/stream"]["post"]["responses"]["200"]["content"]["text/event-stream"]
    assert chat["x-speakeasy-sse-sentinel"] == "[DONE]"


def facts(endpoint):
    """Of an endpoint what a document can tell."""
    names = ("method", "kind", "kinds", "summary", "tags", "deprecated", "body", "sentinel", "security")
    found = {name: endpoint[name] for name in names}
    found["parameters"] = [(p["name"], p["in"], p["required"], p["schema"]) for p in endpoint["parameters"]]
    found["events"] = [event["name"] for event in endpoint["events"]]
    found["item"] = endpoint["item"] and endpoint["item"]["name"]
    return found


# An endpoint of several kinds.

ROWS = [head("application/x-ndjson"), b"1\n2\n", RawServer.FIN]


def test_rows_are_not_asked_for_again_where_there_could_be_events(exported):
    file = exported("everyway", "typescript", "api.ts")
    server = RawServer(ROWS, [*ROWS[:2], RawServer.CLOSED])
    call = {"name": "either", "arguments": [None], "closeAfter": 9, "options": {"baseUrl": server.address}}
    called = [line.get("callback") for line in deno.trace(file, call, folder=file.parent)]
    server.close()
    assert called == ["onOpen", "onChunk", "onChunk", "onComplete", "onClose", None]
    server = RawServer(ROWS, [*ROWS[:2], RawServer.CLOSED])
    api = load(exported("everyway", "python", "api.py"))
    with api.Client(server.address) as client:
        assert list(client.either()) == [1, 2]
    server.close()


# Commands.

VALUES = {
    "USER_ID": "1", "FILE_ID": "report", "ROOM": "a", "TOKEN": "t", "NAME": "x", "REST": "x/y", "X_KEY": "k",
    "HOST": "web-1", "TABLE": "ships", "BERTH_ID": "1",
}  # fmt: skip


def commands(file):
    """The commands of a file: of those that differ in names alone one is enough."""
    parts = [part.strip() for part in file.read_text().split("\n\n")[1:]]
    return list({shape(part): part for part in parts if part}.values())


def shape(command):
    lines = [line for line in command.split("\n") if not line.startswith("#")]
    return re.sub(r"[\w.:$-]*(/[\w.:$-]+)+", "/", "\n".join(lines))


def answers(file, end, address, folder):
    """What the server answers to each command in a shell, in a line; `end` is put behind each."""
    path = f"{PYTHON.parent}{os.pathsep}{os.environ['PATH']}"
    variables = program.environment(folder, PATH=path, BASE_URL=address, **VALUES)

    def run(command):
        result = subprocess.run(
            ["sh", "-c", command + end], cwd=folder, env=variables, capture_output=True, text=True, timeout=LONGEST
        )
        return result.stdout + result.stderr, command

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(run, commands(file)))


@pytest.mark.parametrize("application", ["example", "everyway", "demo"])
@pytest.mark.parametrize("language, end", [("curl", " -sS -m 2 -D - -o /dev/null"), ("httpie", " --print=h")])
def test_commands_run_in_a_shell(exported, backend, everyway, demo, application, language, end, tmp_path):
    address = {"example": backend, "everyway": everyway, "demo": demo}[application]
    for said, command in answers(exported(application, language, "api.sh-" + language), end, address, tmp_path):
        status = re.search(r"HTTP/1.1 (\d+)", said)
        assert status, (command, said)
        # Some of what is asked for is not there, or for others; but it is asked for rightly.
        assert status[1] in ("200", "307", "401", "404", "500"), (command, said)
