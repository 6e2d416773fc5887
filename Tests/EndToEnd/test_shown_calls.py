"""The call that a file of one endpoint shows: it compiles as it stands there."""

import json
import re

import pytest

import deno
import program
import swift
from program import EXAMPLE, PYTHON

SECURED = {
    "openapi": "3.1.0",
    "info": {"title": "Forms", "version": "1"},
    "components": {
        "securitySchemes": {"Login": {"type": "http", "scheme": "bearer"}},
        "schemas": {
            "Body_save": {
                "type": "object",
                "required": ["count", "on", "level", "files"],
                "properties": {
                    "count": {"type": "integer"},
                    "on": {"type": "boolean"},
                    "level": {"enum": [1, 2]},
                    "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                },
            }
        },
    },
    "paths": {
        f"/{name}": {
            "post": {
                "operationId": name,
                "security": [{"Login": []}],
                "requestBody": {
                    "required": True, "content": {sent: {"schema": {"$ref": "#/components/schemas/Body_save"}}}
                },
                "responses": {"200": {"description": "", "content": {got: {}}}},
            }
        }
        for name, sent, got in [
            ("save", "multipart/form-data", "application/json"),
            ("form", "application/x-www-form-urlencoded", "image/png"),
            ("rows", "application/json", "application/x-ndjson"),
            ("events", "application/octet-stream", "text/event-stream"),
        ]
    },
}  # fmt: skip


def shown(file):
    """The lines of the call in a file's comment."""
    comment = re.search(r"// Call it so:\n//\n((?://   .*\n)+)", file.read_text())[1]
    return [line[5:] for line in comment.splitlines()]


def test_the_call_that_a_typescript_file_shows_compiles(fluidtop, tmp_path):
    (tmp_path / "secured.json").write_text(json.dumps(SECURED))
    for name in ("save", "form", "rows", "events"):
        assert fluidtop("export", "secured.json", "--endpoint", name, "--out", f"{name}.ts").status == 0
        call = "".join(line + "\n" for line in shown(tmp_path / f"{name}.ts"))
        assert 'auth: () => ({ Login: "$TOKEN" })' in call
        used = re.search(r"^const (\w+)", call)
        log = f"console.log({used[1]});\n" if used else ""
        (tmp_path / f"use_{name}.ts").write_text(f'import {{ {name} }} from "./{name}.ts";\n{call}{log}')
    assert deno.problems(*tmp_path.glob("use_*.ts"), folder=tmp_path) == ""


@swift.needs_build
@pytest.mark.parametrize("name", ["stream_notifications", "stream_chat", "download_file", "read_user"])
def test_the_call_that_a_swift_file_shows_compiles(name, tmp_path):
    result = program.run(
        "export", EXAMPLE / "main.py", "--python", PYTHON, "--as", "swift", "--endpoint", name, "--out", "api.swift",
        folder=tmp_path,
    )  # fmt: skip
    assert result.status == 0, result.errors
    call = "".join("  " + line + "\n" for line in shown(tmp_path / "api.swift"))
    imports = "import Foundation\nimport StreamClient\n"
    (tmp_path / "use.swift").write_text(f"{imports}\nfunc use() async throws {{\n{call}}}\n")
    assert swift.problems(tmp_path / "api.swift", tmp_path / "use.swift") == ""
