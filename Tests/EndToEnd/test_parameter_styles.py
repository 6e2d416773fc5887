"""Parameters in every style of OpenAPI's, as the program and its exported clients send them."""

import asyncio
import json
import re
import subprocess
from urllib.parse import quote

import pytest

import deno
import exporting
import swift
from program import LONGEST
from raw_server import OK, RawServer

# Alphabetical, as Swift's dictionaries have no order of their own.
TEXT, LIST, OBJECT = "blue", ["blue", "black", "brown"], {"B": 150, "G": 200, "R": 100}
SIGNS = ["a,b&c=d/e?f#g+h", "é.;| "]
CODED = [quote(text, safe="") for text in SIGNS]
EMPTY, NOTHING = "", []

SCHEMAS = [
    (str, {"type": "string"}),
    (list, {"type": "array", "items": {"type": "string"}}),
    (dict, {"type": "object", "additionalProperties": {"type": "integer"}}),
]


def row(place, style, explode, value, sent, **more):
    return {"place": place, "style": style, "explode": explode, "value": value, "sent": sent, "more": more}


def rows(place, style, explode, *pairs, **more):
    return [row(place, style, explode, value, sent, **more) for value, sent in pairs]


# Source: OpenAPI 3.2, "Style Examples"; `None` for what the document leaves out.
ROWS = [
    *rows("path", "matrix", False, (EMPTY, ";color"), (TEXT, ";color=blue"), (LIST, ";color=blue,black,brown"),
          (OBJECT, ";color=B,150,G,200,R,100"), (SIGNS, ";color=" + ",".join(CODED))),
    *rows("path", "matrix", True, (EMPTY, ";color"), (TEXT, ";color=blue"),
          (LIST, ";color=blue;color=black;color=brown"), (OBJECT, ";B=150;G=200;R=100"),
          (SIGNS, ";color=" + ";color=".join(CODED))),
    *rows("path", "label", False, (TEXT, ".blue"), (LIST, ".blue,black,brown"), (OBJECT, ".B,150,G,200,R,100")),
    *rows("path", "label", True, (TEXT, ".blue"), (LIST, ".blue.black.brown"), (OBJECT, ".B=150.G=200.R=100"),
          (SIGNS, "." + ".".join(CODED))),
    *rows("path", "simple", True, (LIST, "blue,black,brown"), (OBJECT, "B=150,G=200,R=100")),
    *rows("path", None, None, (TEXT, "blue"), (LIST, "blue,black,brown"), (OBJECT, "B,150,G,200,R,100"),
          (SIGNS, ",".join(CODED))),
    *rows("path", None, None, ("a:b@c!d$1&f'g(h)i*j+k,l;m=n", "a:b@c!d$1&f'g(h)i*j+k,l;m=n"),
          ("a/b?c#d%2E[é]", "a%2Fb%3Fc%23d%252E%5B%C3%A9%5D"), (LIST, "blue,black,brown"), allowReserved=True),
    *rows("path", "matrix", True, (["a=b", "c/d"], ";color=a=b;color=c%2Fd"), allowReserved=True),
    *rows("query", "form", False, (EMPTY, "color="), (TEXT, "color=blue"), (LIST, "color=blue,black,brown"),
          (OBJECT, "color=B,150,G,200,R,100"), (SIGNS, "color=" + ",".join(CODED)), (NOTHING, "")),
    *rows("query", None, None, (EMPTY, "color="), (TEXT, "color=blue"), (LIST, "color=blue&color=black&color=brown"),
          (OBJECT, "B=150&G=200&R=100"), (SIGNS, "color=" + "&color=".join(CODED)), (NOTHING, ""), ({}, "")),
    *rows("query", "spaceDelimited", False, (LIST, "color=blue%20black%20brown"),
          (OBJECT, "color=B%20150%20G%20200%20R%20100")),
    *rows("query", "spaceDelimited", True, (LIST, "color=blue&color=black&color=brown")),
    *rows("query", "pipeDelimited", None, (LIST, "color=blue%7Cblack%7Cbrown"),
          (OBJECT, "color=B%7C150%7CG%7C200%7CR%7C100")),
    *rows("query", "deepObject", True, (OBJECT, "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100"),
          (LIST, "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown")),
    *rows("query", None, None, ("a/b?c:d@e,f;g=h", "color=a/b?c:d@e,f;g=h"), ("%2F%", "color=%2F%25"),
          ("a#b&c+d é", "color=a%23b%26c%2Bd%20%C3%A9"), (LIST, "color=blue&color=black&color=brown"),
          allowReserved=True),
    *rows("query", None, None, (OBJECT, "color=" + quote('{"B":150,"G":200,"R":100}', safe="")),
          (LIST, "color=" + quote('["blue","black","brown"]', safe="")), (TEXT, "color=%22blue%22"),
          content="application/json"),
    *rows("querystring", None, None, (OBJECT, "B=150&G=200&R=100"), ({}, ""),
          content="application/x-www-form-urlencoded"),
    *rows("header", "simple", False, (TEXT, "blue"), (LIST, "blue,black,brown"), (OBJECT, "B,150,G,200,R,100")),
    *rows("header", "simple", True, (LIST, "blue,black,brown"), (OBJECT, "B=150,G=200,R=100")),
    *rows("header", None, None, (TEXT, "blue"), (OBJECT, "B,150,G,200,R,100")),
    *rows("cookie", "form", False, (TEXT, "color=blue"), (LIST, "color=blue,black,brown"),
          (OBJECT, "color=B,150,G,200,R,100")),
    *rows("cookie", None, None, (EMPTY, "color="), (TEXT, "color=blue"),
          (LIST, "color=blue; color=black; color=brown"), (OBJECT, "B=150; G=200; R=100")),
    *rows("cookie", "cookie", True, (LIST, "color=blue; color=black; color=brown")),
]  # fmt: skip


def operation(number, row):
    schema = next(schema for type, schema in SCHEMAS if isinstance(row["value"], type))
    parameter = {"name": "color", "in": row["place"], "required": True, "schema": schema}
    for name in ("style", "explode"):
        if row[name] is not None:
            parameter[name] = row[name]
    parameter |= row["more"]
    if "content" in parameter:
        parameter["content"] = {parameter["content"]: {"schema": parameter.pop("schema")}}
    answer = {"200": {"content": {"application/json": {"schema": {}}}}}
    return {"get": {"operationId": f"call{number}", "parameters": [parameter], "responses": answer}}


DOCUMENT = {
    "openapi": "3.2.0",
    "paths": {
        f"/r{number}" + ("/{color}" if row["place"] == "path" else ""): operation(number, row)
        for number, row in enumerate(ROWS)
    },
}
EXPECTED = [row["sent"] for row in ROWS]


def sent(row, request):
    """The part of a request that its parameter is written in."""
    path, _, query = request.split(" ")[1].partition("?")
    if row["place"] in ("path", "query", "querystring"):
        text = path.split("/", 2)[-1] if row["place"] == "path" else query
        return text
    name = {"header": "color: ", "cookie": "cookie: "}[row["place"]]
    # Fields of a head that servers read in small letters; the values of the table are mixed.
    found = re.findall(rf"^{name}(.*)\r$", request, re.MULTILINE | re.IGNORECASE)
    return found[0] if len(found) == 1 else found


@pytest.fixture
def server():
    server = RawServer(*[OK] * len(ROWS))
    yield server
    server.close()


def all_sent(server):
    return [sent(row, request) for row, request in zip(ROWS, server.requests, strict=True)]


@pytest.fixture
def document(tmp_path):
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(DOCUMENT))
    return file


def typed(value):
    if isinstance(value, list):
        return [part for element in value for part in ("-p", f"color={element}")]
    return ["-p", "color=" + (json.dumps(value) if isinstance(value, dict) else value)]


def test_the_program_writes_parameters_in_their_styles(fluidtop, server, document):
    for number, row in enumerate(ROWS):
        if row["value"] == NOTHING:
            server.requests.append(f"GET /r{number} HTTP/1.1\r\n")
            continue
        result = fluidtop(
            "get", f"call{number}", "--from", document, "--base-url", server.address, "-o", "-", *typed(row["value"]),
        )  # fmt: skip
        assert result.status == 0, result.errors
    server.requests.sort(key=lambda request: int(re.match(r"GET /r(\d+)", request)[1]))
    assert all_sent(server) == EXPECTED


def calls(end):
    return "".join(f"await api.call{number}({json.dumps(row['value'])});{end}" for number, row in enumerate(ROWS))


def test_typescript_writes_parameters_in_their_styles(fluidtop, server, document, tmp_path):
    assert fluidtop("export", document, "--out", "api.ts").status == 0
    (tmp_path / "use.ts").write_text(
        f'import * as api from "./api.ts";\napi.settings.baseUrl = Deno.args[0]!;\n{calls(chr(10))}'
    )
    assert deno.problems("use.ts", folder=tmp_path) == ""
    result = deno.run("run", "--allow-net", "use.ts", server.address, folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert all_sent(server) == EXPECTED


def test_javascript_writes_parameters_in_their_styles(fluidtop, server, document, tmp_path):
    assert fluidtop("export", document, "--as", "javascript", "--out", "api.mjs").status == 0
    (tmp_path / "use.mjs").write_text(
        f'import * as api from "./api.mjs";\napi.settings.baseUrl = process.argv[2];\n{calls(chr(10))}'
    )
    result = subprocess.run(
        ["node", "use.mjs", server.address], cwd=tmp_path, capture_output=True, text=True, timeout=LONGEST
    )
    assert result.returncode == 0, result.stderr
    assert all_sent(server) == EXPECTED


@pytest.mark.parametrize("is_async", [False, True], ids=["blocking", "asynchronous"])
def test_python_writes_parameters_in_their_styles(fluidtop, server, tmp_path, is_async):
    api = exporting.write(fluidtop, tmp_path, DOCUMENT, "api.py")
    assert is_async or "Success" in exporting.typed(api, folder=tmp_path)
    module = exporting.load(api)

    async def later():
        async with module.AsyncClient(server.address) as client:
            for number, row in enumerate(ROWS):
                await getattr(client, f"call{number}")(row["value"])

    if is_async:
        asyncio.run(later())
    else:
        with module.Client(server.address) as client:
            for number, row in enumerate(ROWS):
                getattr(client, f"call{number}")(row["value"])
    assert all_sent(server) == EXPECTED


@swift.needs_build
def test_swift_writes_parameters_in_their_styles(fluidtop, server, tmp_path):
    api = exporting.write(fluidtop, tmp_path, DOCUMENT, "api.swift")

    def literal(value):
        if isinstance(value, dict):
            return "[" + (", ".join(f'"{name}": {member}' for name, member in value.items()) or ":") + "]"
        return json.dumps(value, ensure_ascii=False)

    made = "".join(f"_ = try await api.call{n}(color: {literal(row['value'])})\n" for n, row in enumerate(ROWS))
    (tmp_path / "main.swift").write_text(
        f"var api = Client()\napi.baseURL = CommandLine.arguments[1]\n{made}"
    )
    program = swift.build(api, tmp_path / "main.swift", program=tmp_path / "styles")
    result = subprocess.run([program, server.address], capture_output=True, text=True, timeout=LONGEST)
    assert result.returncode == 0, result.stdout + result.stderr
    assert all_sent(server) == EXPECTED
