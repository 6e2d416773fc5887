"""Types of records that nobody declared, inferred from recordings."""

import json

import pytest

from program import run

HEADER = '{"fluidtop":"capture","version":1}\n'
HEAD = (
    '[0,1,"request",{"url":"http://h:1/events?user=1"}]\n'
    '[0,1,"head",{"status":200,"headers":[["Content-Type","text/event-stream"]]}]\n'
)
END = '[0,1,"end",{}]\n'


@pytest.fixture
def capture(tmp_path):
    rows = [{"id": i, "level": ["info", "warn"][i % 2], "ratio": i / 2, "note": None} for i in range(20)]
    rows[3]["extra"] = {"deep": True}
    body = "".join(f"event: tick\ndata: {json.dumps(row)}\n\n" for row in rows)
    path = tmp_path / "x.capture"
    path.write_text(HEADER + HEAD + f'[0,1,"part",{json.dumps(body)}]\n' + END)
    return path


@pytest.mark.parametrize(
    "language, expected",
    [
        ("typescript", ['"info" | "warn"', "ratio: number", "extra?:", "note: null", "deep: boolean"]),
        ("python", ["Literal['info', 'warn']", "ratio", "extra", "deep"]),
        ("swift", ["case info", "ratio", "extra", "deep"]),
    ],
)
def test_every_language_has_them(language, expected, capture, tmp_path):
    result = run("export", "--from-capture", capture, "--as", language, folder=tmp_path)
    assert result.status == 0, result.errors
    assert "GET /events: its type is inferred from 20 records" in result.errors
    assert "Inferred from 20 records of x.capture" in result.output
    for words in expected:
        assert words.replace("'", '"') in result.output.replace("'", '"')


def test_what_is_declared_stays(capture, tmp_path):
    item = {"type": "object", "properties": {"mine": {"type": "string"}}, "required": ["mine"]}
    document = {
        "openapi": "3.2.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "http://h:1"}],
        "paths": {
            path: {
                "get": {
                    "operationId": name,
                    "responses": {"200": {"description": "", "content": {"text/event-stream": content}}},
                }
            }
            for path, name, content in (
                ("/events", "open", {}),
                ("/declared", "declared", {"itemSchema": item}),
            )
        },
    }
    (tmp_path / "api.json").write_text(json.dumps(document))
    result = run("export", "api.json", "--from-capture", capture, folder=tmp_path)
    assert result.status == 0, result.errors
    assert "mine: string" in result.output
    assert '"info" | "warn"' in result.output


def test_what_is_no_json_has_no_type(tmp_path):
    (tmp_path / "x.sse").write_text("data: {}\n\ndata: hello\n\n")
    result = run("export", "--from-capture", "x.sse", folder=tmp_path)
    assert result.status == 0, result.errors
    assert "1 of 2 records are no JSON, so they have no type" in result.errors
