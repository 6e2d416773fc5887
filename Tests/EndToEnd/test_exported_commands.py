"""Lines for curl and HTTPie: they run in a shell, with any values of their variables."""

import json
import os
import re
import subprocess
import urllib.parse

import pytest

import program
from program import EXAMPLE, LONGEST, PYTHON
from raw_server import OK, RawServer


def shell(line, folder, **variables):
    path = f"{PYTHON.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, capture_output=True, text=True, timeout=LONGEST,
        env=program.environment(folder, PATH=path, **variables),
    )


HOSTILE = "=a&b c%41+'\"$HOME`id`"


def form(media_type):
    text = {"type": "string"}
    properties = {"path": {**text, "default": "a&b=c\nd"}, "password": text, "tags": {"type": "array", "items": text}}
    schema = {"type": "object", "required": [*properties], "properties": properties}
    return {"required": True, "content": {media_type: {"schema": schema}}}


COMMANDS = {
    "openapi": "3.1.0", "info": {"title": "Commands", "version": "1"},
    "paths": {
        "/q": {"get": {"operationId": "q", "parameters": [
            {"name": name, "in": place, "required": True, "schema": {"type": "string"}}
            for name, place in [("path", "query"), ("a-b", "query"), ("a_b", "query"), ("X-Key", "header")]
        ]}},
        "/f": {"post": {"operationId": "f", "requestBody": form("application/x-www-form-urlencoded")}},
        "/m": {"post": {"operationId": "m", "requestBody": form("multipart/form-data")}},
    },
}  # fmt: skip


@pytest.fixture
def command(fluidtop, tmp_path):
    """Runs the command for an endpoint with values for its variables; what the server was asked."""
    (tmp_path / "commands.json").write_text(json.dumps(COMMANDS))

    def run(language, name, **variables):
        server = RawServer(OK)
        code = fluidtop(
            "export", "commands.json", "--endpoint", name, "--as", language, "--base-url", server.address
        ).output
        result = shell(code, tmp_path, **variables)
        server.close()
        assert result.returncode == 0, (code, result)
        return server.requests[0]

    return run


@pytest.mark.parametrize("language", ["curl", "httpie"])
def test_a_command_sends_any_value_of_its_variables(command, language):
    request = command(language, "q", VALUE_PATH=HOSTILE, A_B="1", A_B_2="2", X_KEY=HOSTILE)
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(request.split()[1]).query)
    assert query == {"path": [HOSTILE], "a-b": ["1"], "a_b": ["2"]}
    assert f"X-Key: {HOSTILE}" in request.split("\r\n")


def test_curl_sends_any_secret_of_a_form(command):
    request = command("curl", "f", PASSWORD=HOSTILE)
    sent = urllib.parse.parse_qs(request.partition("\r\n\r\n")[2])
    assert sent == {"path": ["a&b=c\nd"], "password": [HOSTILE], "tags": ["string"]}
    parts = re.findall(r'name="(\w+)"\r\n\r\n(.*?)\r\n--', command("curl", "m", PASSWORD=HOSTILE), re.DOTALL)
    assert parts == [("path", "a&b=c\nd"), ("password", HOSTILE), ("tags", "string")]


DOOR = {
    "openapi": "3.1.0", "info": {"title": "Door", "version": "1"},
    "components": {"securitySchemes": {"Door": {"type": "http", "scheme": "basic"}}},
    "paths": {
        "/say": {"post": {
            "operationId": "say", "security": [{"Door": []}],
            "requestBody": {"required": True, "content": {"text/plain": {
                "schema": {"type": "string"}, "example": "--hello"}}},
        }},
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["curl", "httpie"])
def test_a_user_a_password_and_the_example_of_a_text_arrive(fluidtop, tmp_path, language):
    (tmp_path / "door.json").write_text(json.dumps(DOOR))
    server = RawServer(OK)
    code = fluidtop("export", "door.json", "--endpoint", "say", "--as", language, "--base-url", server.address).output
    result = shell(code, tmp_path, CREDENTIALS="me:pw")
    server.close()
    assert result.returncode == 0, (code, result)
    assert "Authorization: Basic bWU6cHc=" in server.requests[0]
    assert server.requests[0].endswith("\r\n\r\n--hello")


@pytest.mark.parametrize("language", ["curl", "httpie"])
def test_a_command_runs_in_a_shell(fluidtop, backend, tmp_path, language):
    for name, variables, expected in (
        ("stream_analytics_data", {}, '"page-39"'), ("stream_chat", {}, "[DONE]"),
        ("read_user", {"USER_ID": "2"}, "Grace"),
    ):
        code = fluidtop("export", backend, EXAMPLE, "--endpoint", name, "--as", language).output
        result = shell(code, tmp_path, **variables)
        assert result.returncode == 0, result
        assert expected in result.stdout


def test_httpie_downloads(fluidtop, backend, tmp_path):
    code = fluidtop("export", backend, EXAMPLE, "--endpoint", "download_file", "--as", "httpie").output
    result = shell(code, tmp_path, FILE_ID="report")
    assert result.returncode == 0, result
    # Only to a terminal it says where the file is; else the file is its output.
    assert len(result.stdout) == 48 * 1024


@pytest.mark.parametrize(("language", "steps"), [("curl", 5), ("httpie", 6)])
def test_a_command_from_the_screen_sends_what_the_screen_sent(screens, tmp_path, language, steps):
    server = RawServer(OK, OK)
    text = {"schema": {"type": "string"}}
    parameters = [{"name": "q", "in": "query", **text}, {"name": "X-By", "in": "header", **text}]
    document = {
        "openapi": "3.1.0", "info": {"title": "Search", "version": "1"},
        "paths": {"/search": {"get": {"operationId": "search", "parameters": parameters}}},
    }  # fmt: skip
    (tmp_path / "search.json").write_text(json.dumps(document))
    variables = {"foo": "lower &", "FOO": "upper"}
    screen = screens(**variables)
    screen.open("search.json", "--base-url", server.address)
    screen.wait_until("/search")
    screen.press("e")
    screen.type("a $$5 $foo ${FOO}x")
    screen.press("Tab")
    screen.type("$$1 by $FOO")
    screen.press("Escape")
    screen.wait_until("every field fits")
    screen.press("Enter")
    screen.wait_until("200")
    screen.press("c", *["Tab"] * steps, "w", "C-u")
    screen.type("search.sh")
    screen.press("Enter")
    screen.wait_until("written: search.sh")
    result = shell((tmp_path / "search.sh").read_text(), tmp_path, **variables)
    server.close()
    assert result.returncode == 0, result
    shown, copied = server.requests
    assert shown.splitlines()[0].startswith("GET /search?q=a%20%245%20lower%20%26%20upperx ")
    query = [urllib.parse.parse_qs(urllib.parse.urlsplit(request.split()[1]).query) for request in (shown, copied)]
    assert query[0] == query[1]
    for request in (shown, copied):
        assert "X-By: $1 by upper" in request.splitlines()
