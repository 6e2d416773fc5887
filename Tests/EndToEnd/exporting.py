"""Exported clients: written by the program, checked, loaded."""

import importlib.util
import json
import os
import re
import subprocess
from pathlib import Path

from program import LONGEST, PYTHON, ROOT

FIXTURES = ROOT / "Tests/ClientExportTests/Fixtures"
LANGUAGES = {".py": "python", ".swift": "swift"}

# What a request says of no one, and so may reach another origin; the program and every client agree.
OPEN_HEADERS = {
    "Accept-Language": "de", "Cache-Control": "no-cache", "If-Range": '"a"', "Last-Event-ID": "7", "Range": "bytes=1-",
    "User-Agent": "ours",
}  # fmt: skip

# Calls with values in cookies, in headers and in lists, and with secrets.
LOOK: dict = {
    "openapi": "3.1.0", "info": {"title": "Looks", "version": "1"},
    "components": {
        "securitySchemes": {
            "Session": {"type": "apiKey", "in": "cookie", "name": "session"},
            "Key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        }
    },
    "paths": {
        "/look": {
            method: {
                "operationId": method + "_look", "security": [{"Session": [], "Key": []}],
                "parameters": [
                    {"name": "sid", "in": "cookie", "schema": {"type": "string"}},
                    {"name": "X-Tag", "in": "header", "schema": {"type": "array", "items": {"type": "string"}}},
                    {
                        "name": "ids", "in": "query", "style": "form", "explode": False,
                        "schema": {"type": "array", "items": {"type": "string"}},
                    },
                ],
                "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}},
            }
            for method in ("get", "head", "delete")
        }
    },
}  # fmt: skip

# A call whose path holds a value with slashes.
RAW_FILE = {
    "openapi": "3.1.0",
    "paths": {
        "/files/{path:path}/raw": {
            "get": {
                "operationId": "raw_file",
                "parameters": [{"name": "path", "in": "path", "required": True, "schema": {"type": "string"}}],
            }
        }
    },
}  # fmt: skip

# A call whose body must be there, and may be null.
MAYBE = {
    "openapi": "3.1.0",
    "components": {
        "schemas": {"Note": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}}
    },
    "paths": {
        "/note": {
            "put": {
                "operationId": "put_note",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {"anyOf": [{"$ref": "#/components/schemas/Note"}, {"type": "null"}]}
                        }
                    },
                },
            }
        }
    },
}  # fmt: skip

_FILE = {"type": "string", "format": "binary"}

# A call whose form has files and values.
UPLOAD = {
    "openapi": "3.1.0",
    "components": {
        "schemas": {
            "Upload": {
                "type": "object", "required": ["file", "level"],
                "properties": {
                    "file": _FILE, "more": {"type": "array", "items": _FILE}, "spare": _FILE,
                    "level": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "string"}},
                    "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                },
            }
        }
    },
    "paths": {
        "/upload": {
            "post": {
                "operationId": "upload",
                "requestBody": {
                    "required": True,
                    "content": {"multipart/form-data": {"schema": {"$ref": "#/components/schemas/Upload"}}},
                },
            }
        }
    },
}  # fmt: skip

_NUMBER, _TEXT = {"type": "integer"}, {"type": "string"}

# A call with a form, a secret among its numbers, and a secret of a scheme.
COUNT = {
    "openapi": "3.1.0",
    "components": {"securitySchemes": {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    "paths": {
        "/count": {
            "post": {
                "operationId": "count", "security": [{"Key": []}],
                "parameters": [
                    {"name": name, "in": "query", "required": True, "schema": schema}
                    for name, schema in (("pin", _NUMBER), ("sort", {"enum": ["up", "down"]}))
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {
                                "type": "object", "required": ["n", "on", "tags", "name"],
                                "properties": {
                                    "n": _NUMBER, "on": {"type": "boolean"}, "name": _TEXT,
                                    "tags": {"type": "array", "items": _TEXT},
                                },
                            }
                        }
                    },
                },
            }
        }
    },
}  # fmt: skip


def golden(name):
    """A golden of TypeScript or JavaScript, with the runtime that it shares with others of its catalog."""
    catalog, ending = re.match(r"(\w+).*\.(\w+)", name).groups()
    return (FIXTURES / name).read_text() + (FIXTURES / f"{catalog}-runtime.{ending}").read_text()


def shown_call(code, mark):
    """The call that a client's first lines show, which stand behind `mark`."""
    _, _, rest = code.partition(f"{mark} Call it so:\n{mark}\n")
    lines = rest[: rest.index("\n\n")].split("\n")
    return "".join(line.removeprefix(mark) + "\n" for line in lines)


def parts(request):
    """The parts of a request's form: name, file name, media type and content."""
    head = r'name="(\w+)"(?:; filename="([^"]*)")?\r\n(?:Content-Type: (\S+)\r\n)?\r\n'
    return re.findall(head + r"(.*?)\r\n--", request, re.DOTALL)


def write(fluidtop, folder, document, name):
    """The client for an OpenAPI document, in the language of the file's name."""
    (folder / "openapi.json").write_text(json.dumps(document))
    result = fluidtop("export", "openapi.json", "--as", LANGUAGES[Path(name).suffix], "--out", name)
    assert result.status == 0, result.errors
    return folder / name


def load(path):
    """The module of a Python file."""
    specification = importlib.util.spec_from_file_location("api", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


# What mypy knows of the libraries serves all tests; workers that write it together would spoil it.
TYPES = ROOT / ".build/end-to-end-mypy" / os.environ.get("PYTEST_XDIST_WORKER", "alone")


def typed(*files, folder):
    """What mypy says, as strictly as it can."""
    result = subprocess.run(
        [PYTHON, "-m", "mypy", "--strict", "--cache-dir", TYPES, *files],
        cwd=folder, capture_output=True, text=True, timeout=LONGEST,
    )  # fmt: skip
    return result.stdout + result.stderr
