"""Client code written from the screen, for a project with a fluid.config.json, and for backends with secrets."""

import json

import deno
import pytest
from raw_server import RawServer, head


@pytest.fixture
def screen(screens, tmp_path):
    screen = screens()
    screen.open("demo")
    screen.wait_until("Endpoints")
    screen.press("1", "/")
    screen.type("ships/events")
    screen.press("Enter")
    return screen


def test_w_writes_the_code_and_asks_before_it_overwrites(screen, tmp_path):
    screen.press("c")
    screen.wait_until("w write")
    screen.press("w")
    screen.wait_until("Enter writes")
    screen.press("C-u")
    screen.type("ships.ts")
    screen.press("Enter")
    screen.wait_until("written: ships.ts")
    assert "written by fluidtop" in (tmp_path / "ships.ts").read_text()
    (tmp_path / "ships.ts").write_text("mine\n")
    for answer, words in [("no", "nothing was written"), ("y", "written: ships.ts")]:
        screen.wait_until("Code  GET")
        screen.press("w", "C-u")
        screen.type("ships.ts")
        screen.press("Enter")
        screen.wait_until("overwrite?")
        assert (tmp_path / "ships.ts").read_text() == "mine\n"
        screen.type(answer)
        screen.press("Enter")
        screen.wait_until(words)
    assert "written by fluidtop" in (tmp_path / "ships.ts").read_text()


def test_a_command_that_was_written_is_written_again_without_a_question(screen, tmp_path):
    screen.press("c", "Tab", "Tab", "Tab", "Tab", "Tab")
    screen.wait_until("curl -N")
    for words in ["written: ship_events.sh", "unchanged: ship_events.sh"]:
        screen.press("w", "Enter")
        screen.wait_until(words)
    (tmp_path / "ship_events.sh").write_text("# A command written by fluidtop.\n")
    screen.press("w", "Enter")
    screen.wait_until("written: ship_events.sh")
    assert "curl -N" in (tmp_path / "ship_events.sh").read_text()


def test_w_takes_a_folder_and_the_farewell_names_the_file(screen, tmp_path):
    screen.press("c", "w", "C-u")
    screen.type("out/")
    screen.press("Enter")
    screen.wait_until("written: out/ship_events.ts")
    assert (tmp_path / "out/ship_events.ts").exists()
    screen.press("w", "C-u")
    screen.type("out/ship_events.ts/more.ts")
    screen.press("Enter")
    screen.wait_until("'out/ship_events.ts' is a file, not a folder")
    screen.press("C-c")
    assert "client code is in out/ship_events.ts" in screen.wait_for_shell()


def test_E_writes_the_client_of_all_endpoints(screen, tmp_path):
    screen.press("E")
    screen.wait_until("folder for all endpoints")
    screen.press("Enter")
    screen.wait_until("written in client")
    names = {path.name for path in (tmp_path / "client").iterdir()}
    assert {".fluidtop.json", "runtime.ts"} < names
    screen.press("E", "Enter")
    screen.wait_until("unchanged")


CONFIGURATION = {
    "target": "production",
    "backend": {"host": "127.0.0.1", "port": 8123},
    "environments": {
        "development": {"mode": "unified", "apiUrl": "/proxy"},
        "production": {"mode": "separate", "apiUrl": "https://api.example.com"},
    },
    "output": {"strategy": "mirror", "location": "src/lib/api"},
}


@pytest.fixture
def project(tmp_path):
    (tmp_path / "fluid.config.json").write_text(json.dumps(CONFIGURATION))
    (tmp_path / "main.py").write_text(
        "from fastapi import FastAPI\napp = FastAPI()\n\n\n@app.get('/n')\ndef n() -> int:\n    return 1\n"
    )
    return tmp_path


def test_the_configuration_says_where_the_client_goes_and_how_it_reaches_the_backend(fluidtop, project):
    result = fluidtop("export")
    assert result.status == 0, result.errors
    assert {path.name for path in (project / "src/lib/api").iterdir()} == {".fluidtop.json", "main.ts", "runtime.ts"}
    runtime = (project / "src/lib/api/runtime.ts").read_text()
    assert 'return "https://api.example.com";' in runtime
    result = fluidtop("export", "--environment", "development")
    assert result.status == 0, result.errors
    runtime = (project / "src/lib/api/runtime.ts").read_text()
    assert 'if ("document" in globalThis) return "/proxy";' in runtime
    assert 'return "http://127.0.0.1:8123";' in runtime


def test_what_is_named_wins_over_the_configuration(fluidtop, project):
    assert "https://api.example.com" in fluidtop("export", "--out", "-").output
    assert 'return "/other";' in fluidtop("export", "--out", "-", "--browser-url", "/other").output
    assert not (project / "src").exists()
    result = fluidtop("export", "--environment", "nowhere")
    assert result.status == 64 and "development, production" in result.errors


DOOR = {
    "openapi": "3.1.0",
    "info": {"title": "Doors", "version": "1"},
    "components": {
        "securitySchemes": {
            "Query": {"type": "apiKey", "in": "query", "name": "api key"},
            "Cookie": {"type": "apiKey", "in": "cookie", "name": "door"},
            "Header": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "Basic": {"type": "http", "scheme": "basic"},
            "Bearer": {"type": "oauth2", "flows": {}},
        }
    },
    "paths": {
        "/door": {
            "get": {
                "operationId": "door",
                "security": [{"Query": [], "Cookie": [], "Header": []}, {"Basic": []}, {"Bearer": []}],
                "responses": {"200": {"content": {"text/event-stream": {"itemSchema": {"type": "object"}}}}},
            }
        }
    },
}


def test_auth_puts_each_secret_where_its_scheme_wants_it(fluidtop, tmp_path):
    (tmp_path / "doors.json").write_text(json.dumps(DOOR))
    result = fluidtop("export", "doors.json", "--out", "api.ts")
    assert result.status == 0, result.errors
    assert deno.problems("api.ts", folder=tmp_path) == ""
    server = RawServer(
        *[[head("text/event-stream"), b"retry: 100\ndata: 1\n\n", RawServer.FIN]] * 2,
        [b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", RawServer.FIN],
    )
    (tmp_path / "use.ts").write_text(
        """
import { door, settings } from "./api.ts";
let attempt = 0;
settings.baseUrl = Deno.args[0];
settings.auth = async () => {
  attempt += 1;
  if (attempt === 1) return { Query: "a b", Cookie: "c;d", Header: "k" };
  return attempt === 2 ? { Basic: "me:pä" } : { Bearer: "t", "X-Other": "o" };
};
await door({}).done;
"""
    )
    try:
        result = deno.run(
            "run", "--no-check", "--no-config", "--allow-net=127.0.0.1", "use.ts", server.address, folder=tmp_path
        )
        assert result.returncode == 0, result.stderr
    finally:
        server.close()
    first, second, third = [request.lower() for request in server.requests]
    assert first.startswith("get /door?api%20key=a%20b http/1.1")
    assert "cookie: door=c%3bd" in first and "x-key: k" in first
    assert second.startswith("get /door http/1.1") and "authorization: basic bwu6cmok" in second
    assert "authorization: bearer t" in third and "x-other: o" in third


@pytest.mark.parametrize("base", ["", "http://["])
def test_a_url_that_no_request_can_go_to_is_not_tried_again(fluidtop, tmp_path, base):
    (tmp_path / "doors.json").write_text(json.dumps(DOOR))
    assert fluidtop("export", "doors.json", "--out", "api.ts").status == 0
    (tmp_path / "use.ts").write_text(
        """
import { door, settings } from "./api.ts";
settings.baseUrl = Deno.args[0];
let errors = 0;
const stream = door(
  {
    onError({ kind, fatal, willRetry }) {
      console.log("error", kind, fatal, willRetry);
      errors += 1;
      if (errors === 3) stream.close();
    },
    onClose: () => console.log("close"),
  },
  { retryDelay: 1 },
);
await stream.done;
"""
    )
    result = deno.run("run", "--no-check", "--no-config", "use.ts", base, folder=tmp_path)
    assert result.stdout == "error connect true false\nclose\n", result.stderr


def test_a_command_has_a_variable_for_the_secret(fluidtop, tmp_path):
    (tmp_path / "doors.json").write_text(json.dumps(DOOR))
    result = fluidtop("export", "doors.json", "--as", "curl", "--endpoint", "door", "--base-url", "http://h")
    assert "api key=$API_KEY" in result.output or "api%20key=$API_KEY" in result.output


def test_errors_are_told_apart_by_their_types(fluidtop, tmp_path):
    (tmp_path / "doors.json").write_text(json.dumps(DOOR))
    assert fluidtop("export", "doors.json", "--out", "api.ts").status == 0
    issues = b'{"detail":[{"loc":["query","n"],"msg":"Field required","type":"missing"}]}'
    server = RawServer(
        [head("application/json", "422 Unprocessable Entity") + issues, RawServer.FIN],
        [head("text/html") + b"<p>", RawServer.FIN],
        [head("text/event-stream") + b"data: {oops\n\n", RawServer.FIN],
        [head("text/event-stream"), RawServer.CLOSED],
    )
    (tmp_path / "use.ts").write_text(
        """
import { ClientError, ContentTypeError, door, HttpError, ParseError, TimeoutError } from "./api.ts";
for (let call = 0; call < 4; call += 1) {
  await door({
    on: { message: () => {} },
    onError(error: ClientError) {
      if (error instanceof HttpError) console.log(error.status, error.issues[0]?.loc.join("."), error.issues[0]?.msg);
      if (error instanceof TimeoutError || error instanceof ParseError) console.log(error.name, error.kind);
      if (error instanceof ContentTypeError) console.log(error.mediaType);
    },
  }, { baseUrl: Deno.args[0], reconnect: "never", idleTimeout: 2000 }).done;
}
"""
    )
    assert deno.problems("use.ts", folder=tmp_path) == ""
    try:
        result = deno.run("run", "--no-check", "--allow-net=127.0.0.1", "use.ts", server.address, folder=tmp_path)
    finally:
        server.close()
    assert result.stdout.splitlines() == [
        "422 query.n Field required", "text/html", "ParseError invalidRecord", "TimeoutError timeout"
    ], result.stderr  # fmt: skip
