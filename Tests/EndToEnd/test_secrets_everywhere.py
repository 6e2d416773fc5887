"""A secret that comes in by any way, looked for in every way out: only the server is told."""

import base64
import http.server
import json
import re
import shlex
import subprocess
import threading
import urllib.request
from pathlib import Path

import pytest

from program import BINARY, LONGEST, environment, run, wait_until
from proxied import Proxied

SECRET = "hunter2marker"
# As servers, shells and archives write it.
FORMS = [SECRET, base64.b64encode(f"ann:{SECRET}".encode()).decode().rstrip("=")]

DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Doors", "version": "1"},
    "components": {"securitySchemes": {"door": {"type": "apiKey", "in": "query", "name": "door"}}},
    "paths": {
        f"/{name}": {"get": {
            "operationId": name, "security": [{"door": []}],
            "parameters": [{"name": "door", "in": "query", "schema": {"type": "string"}}],
            "responses": {"200": {"description": "", "content": {"text/event-stream": {}}}},
        }} for name in ("events", "broken", "locked")
    },
}  # fmt: skip


class Doors(http.server.BaseHTTPRequestHandler):
    """Streams, failures and a document; what was asked is kept by the server."""

    server: "House"

    def do_GET(self):
        self.server.asked.append(self.requestline + "\n" + str(self.headers))
        path = self.path.partition("?")[0]
        body, status, kind = {
            "/events": (b'id: 1\ndata: {"n": 1}\n\ndata: {"n": 2}\n\n', 200, "text/event-stream"),
            "/broken": (b'{"detail": "no"}', 500, "application/json"),
            "/locked": (b"{}", 401, "application/json"),
            "/openapi.json": (json.dumps(DOCUMENT).encode(), 200, "application/json"),
        }.get(path, (b"", 404, "text/plain"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class House(http.server.ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Doors)
        self.asked = []
        self.address = f"127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def doors():
    server = House()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


# What is typed for /PATH of the server at ADDRESS: in the place of a URL, and behind it.
WAYS = {
    "header": ("http://ADDRESS/PATH", ["-H", f"Authorization: Bearer {SECRET}"]),
    "header of another name": ("http://ADDRESS/PATH", ["-H", f"X-Api-Key: {SECRET}"]),
    "cookie": ("http://ADDRESS/PATH", ["-H", f"Cookie: session={SECRET}"]),
    "bearer": ("http://ADDRESS/PATH", ["--bearer", SECRET]),
    "user": ("http://ADDRESS/PATH", ["--user", f"ann:{SECRET}"]),
    "user of the URL": (f"http://ann:{SECRET}@ADDRESS/PATH", []),
    "query": (f"http://ADDRESS/PATH?api_key={SECRET}&page=1", []),
    "netrc": ("http://ADDRESS/PATH", ["--netrc"]),
    "command": ("http://ADDRESS/PATH", ["--bearer-command", "cat in/token"]),
    "variable in a header": ("http://ADDRESS/PATH", ["-H", "X-Region: of $PLACE"]),
    "variable in the query": ("PATH", ["--from", "http://ADDRESS", "-p", "door=$PLACE"]),
    "the document's key": ("PATH", ["--from", "http://ADDRESS", "-p", f"door={SECRET}"]),
    "pasted line": (
        None, ["--curl", f"curl -N 'http://ADDRESS/PATH' -H 'Authorization: Bearer {SECRET}' -b 'sid={SECRET}'"],
    ),
    "pasted user": (None, ["--curl", f"curl -u 'ann:{SECRET}' http://ADDRESS/PATH"]),
}  # fmt: skip

# Without the capture's name, which is that of the way.
OUTPUTS = [
    *(["tail", "--output", output] for output in ("pretty", "data", "json", "trace")),
    ["tail", "--output", "csv", "--columns", ".n,event"],
    ["tail", "--include"],
    ["tail", "--record", "out/tailed.capture", "--force"],
    ["record", "-o", "out/recorded.capture", "--force"],
]


LANGUAGES = (
    "typescript", "javascript", "svelte", "react", "vue", "python", "swift", "curl", "httpie", "http", "openapi",
    "json",
)  # fmt: skip


def arguments(way, path, address):
    place, options = WAYS[way]
    words = [word.replace("ADDRESS", address).replace("PATH", path) for word in [place or "", *options]]
    return [word for word in words if word]


@pytest.fixture
def folder(tmp_path, doors):
    """`in` holds what the user has written, `out` what the program writes."""
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "in/token").write_text(SECRET)
    netrc = tmp_path / ".netrc"
    netrc.write_text(f"machine 127.0.0.1 login ann password {SECRET}\n")
    netrc.chmod(0o600)
    return tmp_path


def variables(folder):
    return {name: folder / "out" / name for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME")} | {"PLACE": SECRET}


def found(text):
    return [form for form in FORMS if form in text]


def left_behind(folder):
    """The files in which the secret stands, but for those that the user has written."""
    own = {folder / "in/token", folder / ".netrc"}
    files = [path for path in folder.rglob("*") if path.is_file() and path not in own]
    return [str(path) for path in files if found(path.read_bytes().decode(errors="replace"))]


@pytest.mark.parametrize("way", WAYS)
def test_nothing_that_is_printed_or_written_holds_it(way, doors, folder):
    def fluidtop(*words):
        result = run(*words, folder=folder, **variables(folder))
        assert not found(result.output), (words, result.output)
        assert not found(result.errors), (words, result.errors)
        return result

    # `record` takes no pasted line.
    outputs = [words for words in OUTPUTS if WAYS[way][0] or words[0] == "tail"]
    for command, *options in outputs:
        result = fluidtop(command, *arguments(way, "events", doors.address), *options, "--reconnect", "never")
        assert result.status == 0, result.errors
    # It has come in: else it could not come out.
    assert any(found(asked) for asked in doors.asked)
    for path in ("broken", "locked", "nowhere"):
        for options in (["--output", "trace"], ["--include"], ["--record", "out/failed.capture", "--force"]):
            words = arguments(way, path, doors.address)
            assert fluidtop("tail", *words, *options, "--reconnect", "never").status != 0
    for capture in (folder / "out").glob("*ed.capture"):
        for options in (["--output", "trace"], ["--output", "har"]):
            fluidtop("replay", capture, *options)
        for language in LANGUAGES:
            fluidtop("export", "--from-capture", capture, "--as", language)
    assert left_behind(folder) == []


LOOKING = {name: WAYS[name] for name in ("header", "bearer", "user", "netrc", "command", "variable in a header")}


@pytest.mark.parametrize("way", LOOKING)
def test_nothing_that_is_discovered_or_exported_holds_it(way, doors, folder):
    options = arguments(way, "", doors.address)[1:]
    target = f"http://{doors.address}"
    commands = [["list", target, "--all"], ["list", target, "--json"], ["list", target, "--probe"]]
    for language in LANGUAGES:
        commands.append(["export", target, "--as", language])
        commands.append(["export", target, "--as", language, "--endpoint", "events"])
    for command in commands:
        result = run(*command, *options, folder=folder, **variables(folder))
        assert result.status == 0, result.errors
        assert not found(result.output + result.errors), command
    assert any(found(asked) for asked in doors.asked)
    assert left_behind(folder) == []


# Keys, and what is seen once they have done their work.
SIGHTS = [
    ("Enter", '{"n": 2}'), ("e", "Headers"), ("Escape", "Enter run"), ("?", "Keys"), ("Escape", "3 Records"),
    ("c", "client code written by fluidtop"),
]  # fmt: skip
# The code; behind it a record, and the address.
COPYING = [["y"], ["Escape", "3", "y"], ["1", "Y"]]


def copies(screen):
    """What was copied, as the terminal has it."""
    lines = screen.tmux("list-buffers").splitlines()
    return [screen.tmux("show-buffer", "-b", line.partition(":")[0]) for line in lines]


@pytest.mark.parametrize("way", ["header", "user of the URL", "query", "command", "variable in a header"])
def test_no_screen_and_no_copy_holds_it(way, doors, folder, screens):
    words = arguments(way, "events", doors.address)
    screen = screens(columns=160, **{name: str(value) for name, value in variables(folder).items()})
    screen.run("set -- " + shlex.join(words))
    screen.tmux("send-keys", "-l", f'"{BINARY}" "$@"')
    screen.press("Enter")
    screen.wait_until(lambda text: screen.is_alternate() and "events" in text)
    seen = []
    if way == "query":
        # What a URL says of a secret is not kept for the form: it is asked for, and typed.
        screen.press("Enter")
        screen.wait_until("api_key is required")
        screen.type(SECRET)
        seen.append(screen.wait_until("every field fits its schema"))
    for key, shown in SIGHTS:
        screen.press(key)
        seen.append(screen.wait_until(shown))
    # It has come in: else it could not be shown.
    assert any(found(asked) for asked in doors.asked)
    for number, keys in enumerate(COPYING, 1):
        screen.press(*keys)
        screen.wait_until(lambda _, number=number: len(copies(screen)) == number)
    for text in [*seen, screen.text(), *copies(screen)]:
        assert not found(text), text
    screen.press("C-c")
    assert left_behind(folder) == []


@pytest.mark.parametrize("way", ["header", "command", "variable in a header", "the document's key"])
def test_no_program_that_is_started_is_given_it(way, doors, folder):
    """Arguments are read by everybody on the machine. A module that is imported is a program of ours."""
    (folder / "in/main.py").write_text("import time\ntime.sleep(600)\nfrom fastapi import FastAPI\napp = FastAPI()\n")
    words = arguments(way, "events", doors.address)
    if "--from" in words:
        words = ["-H", f"X-Key: {SECRET}"]
    else:
        words = words[1:]
    own = [str(BINARY), "list", "in/main.py", *words]
    process = subprocess.Popen(
        own, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=environment(folder, **variables(folder)), start_new_session=True,
    )  # fmt: skip
    told = set()

    def imports():
        # Until it is another program, a process that was forked has the words of the one it comes from.
        told.update(line for line in children(process.pid) if line.split() != " ".join(own).split())
        return any('"mode":"import"' in line for line in told)

    try:
        wait_until(imports)
        assert not any(found(line) for line in told), told
    finally:
        process.terminate()
        process.communicate(timeout=LONGEST)


def children(parent):
    """The arguments of what a process has started."""
    lines = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if re.search(rf"^PPid:\t{parent}$", status.read_text(), re.MULTILINE):
                lines.append((status.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return lines


def ask(url, headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=LONGEST) as answer:
        assert b'"n": 2' in answer.read()


def test_what_a_client_sends_through_the_proxy_is_not_told(doors, folder):
    words = ["--record", "out/passed.capture", "--output", "trace"]
    with Proxied(folder, f"http://{doors.address}", *words, **variables(folder)) as proxy:
        basic = base64.b64encode(f"ann:{SECRET}".encode()).decode()
        for headers in (
            {"Authorization": f"Bearer {SECRET}"}, {"Authorization": f"Basic {basic}"}, {"Cookie": f"sid={SECRET}"},
            {"X-Api-Key": SECRET},
        ):  # fmt: skip
            ask(f"{proxy.address}/events", headers)
        ask(f"{proxy.address}/events?access_token={SECRET}", {})
        output, errors = proxy.stop()
    assert sum(1 for asked in doors.asked if found(asked)) == 5
    assert not found(output + errors + proxy.said), output + errors
    assert left_behind(folder) == []
