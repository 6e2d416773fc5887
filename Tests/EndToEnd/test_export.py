"""fluidtop export: how do I write that client?"""

import re

import pytest
from program import EXAMPLE, PYTHON


def test_typescript_has_the_functions_of_the_classic_streams(fluidtop):
    result = fluidtop("export", EXAMPLE / "main.py", "--python", PYTHON, "--out", "-")
    assert result.status == 0, result.errors
    for name in ("stream_notifications", "download_file", "stream_analytics_data", "stream_logs"):
        assert f"function {name}" in result.output


def test_the_same_input_gives_the_same_bytes(fluidtop, backend):
    first = fluidtop("export", backend, "--endpoint", "stream_orders", "--out", "-")
    second = fluidtop("export", backend, "--endpoint", "stream_orders", "--out", "-")
    assert first.status == 0, first.errors
    assert first.output == second.output
    assert "read_user" not in first.output


def test_curl_is_one_command_for_one_endpoint(fluidtop, backend):
    result = fluidtop("export", backend, "--endpoint", "stream_orders", "--as", "curl", "--out", "-")
    assert result.status == 0, result.errors
    assert "curl" in result.output
    assert "/orders/stream" in result.output


ROUTES = """
from fastapi import FastAPI

app = FastAPI()


@app.api_route("/multi", methods=["GET", "POST", "DELETE"])
def multi() -> int: ...


@app.get("/a", name="list_all")
def list_all() -> int: ...


@app.get("/b", name="list_all")
def list_all() -> int: ...


@app.get("/files/{p:path}")
def read_file(p: str) -> int: ...
"""


@pytest.fixture
def routes(fluidtop, tmp_path):
    """Exports endpoints of an application with a name for several of them."""
    (tmp_path / "routes.py").write_text(ROUTES)

    def run(*names, language="curl"):
        options = [option for name in names for option in ("--endpoint", name)]
        return fluidtop("export", "routes.py", "--no-import", "--as", language, *options)

    return run


def test_the_methods_of_one_route_are_exported_together(routes):
    result = routes("multi")
    assert re.findall(r"^# (\w+ /\w+)$", result.output, re.MULTILINE) == ["GET /multi", "POST /multi", "DELETE /multi"]
    module = routes("multi", language="typescript").output
    group = module.partition("export const multi = {")[2].partition("\n};")[0]
    assert re.findall(r"^  (\w+)\(", group, re.MULTILINE) == ["get", "post", "delete"]


def test_a_name_of_two_functions_is_refused_with_the_names_to_use(routes):
    result = routes("list_all")
    assert result.status == 64
    assert result.errors.endswith(
        "'list_all' is the name of 2 endpoints on different paths; name each that you want: "
        "--endpoint 'GET /a', --endpoint 'GET /b'\n"
    )
    assert "GET /b" in routes("GET /b", "GET /a").output
    assert routes("list_all_").errors.endswith("no endpoint is called 'list_all_'; there is list_all\n")


def test_an_endpoint_named_twice_is_written_once(routes):
    assert routes("read_file", "GET /files/{p}", "/files/{p:path}").output == routes("read_file").output


def test_an_export_says_what_discovery_lost(fluidtop, tmp_path):
    (tmp_path / "app.py").write_text(
        "import nowhere_at_all\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get('/a')\ndef a() -> int: ...\n"
    )
    result = fluidtop("export", "app.py", "--python", PYTHON, "--out", "api.ts")
    assert result.status == 0
    assert "note: app.py is not imported" in result.errors
    assert "nowhere_at_all" in result.errors


def test_an_export_without_endpoints_writes_nothing_and_says_so(fluidtop, tmp_path):
    (tmp_path / "empty.json").write_text('{"openapi": "3.1.0", "info": {"title": "E", "version": "1"}, "paths": {}}')
    result = fluidtop("export", "empty.json", "--as", "python", "--out", "api.py")
    assert result.status == 1
    assert result.errors == (
        "fluidtop: no endpoint was found, and nothing was written; name the application too (main:app, "
        "path/main.py), its folder, or another document\n"
    )
    assert not (tmp_path / "api.py").exists()
