"""Same server, same callbacks: exported TypeScript in Deno, in Node and in Chromium, and our own client."""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import deno
import program
from program import EXAMPLE, PYTHON
from script_server import ScriptServer
from stream_scripts import BY_NAME, SCRIPTS, callbacks_only, normal, parsed

# What is set up for one of these tests serves them all.
pytestmark = pytest.mark.xdist_group("same callbacks")

HERE = Path(__file__).parent
NODE = shutil.which("node")
TSC = shutil.which("tsc")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A folder with the example's client and the tracer, as TypeScript and as the modules it becomes."""
    folder = tmp_path_factory.mktemp("client")
    result = program.run(
        "export", EXAMPLE / "main.py", "--python", PYTHON, "--out", folder / "api.ts", folder=folder
    )
    assert result.status == 0, result.errors
    result = program.run(
        "export", EXAMPLE / "main.py", "--python", PYTHON, "--as", "javascript", "--out", folder / "plain.js",
        folder=folder,
    )
    assert result.status == 0, result.errors
    shutil.copy(HERE / "trace_calls.ts", folder)
    (folder / "package.json").write_text('{"type": "module"}')
    if TSC:
        subprocess.run(
            [TSC, "--target", "es2022", "--module", "es2022", "--lib", "es2022,dom,dom.iterable", "--strict",
             "api.ts", "trace_calls.ts"],
            cwd=folder, check=True, timeout=60,
        )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def server(client):
    files = {
        path: (media_type, (folder / path.strip("/")).read_bytes())
        for path, media_type, folder in [
            ("/trace_page.html", "text/html", HERE),
            ("/api.js", "text/javascript", client),
            ("/trace_calls.js", "text/javascript", client),
        ]
        if (folder / path.strip("/")).exists()
    }
    scripts = {script.name: script.connections for script in SCRIPTS}
    with ScriptServer(scripts, files) as server:
        files = server._files
        files["/calls.json"] = ("application/json", json.dumps(calls(server, "chromium")).encode())
        yield server


def calls(server, who):
    return {script.name: script.as_call(server.address, who) for script in SCRIPTS}


@pytest.fixture(scope="module")
def own(server, tmp_path_factory):
    """What our own client calls back, by script."""
    folder = tmp_path_factory.mktemp("own")

    def run(script):
        result = program.run(*script.as_tail(server.address, "own"), folder=folder)
        return script.name, [parsed(line) for line in result.output.split("\n") if line]

    with ThreadPoolExecutor(4) as threads:
        return dict(threads.map(run, (script for script in SCRIPTS if script.tail is not None)))


def run_deno(server, client):
    return deno.trace(client / "api.ts", calls(server, "deno"), folder=client, seconds=60)[0]


def run_node(server, client, who="node", module="api.js"):
    if not NODE or not TSC:
        pytest.skip("there is no Node or no tsc on this machine; Scripts/install-needs --for test installs them")
    result = subprocess.run(
        [NODE, HERE / "trace_node.mjs", client / "trace_calls.js", client / module, json.dumps(calls(server, who))],
        capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return parsed(result.stdout)


def run_chromium(server, client):
    if not CHROMIUM or not TSC:
        pytest.skip("there is no Chromium or no tsc on this machine; Scripts/install-needs --for test installs them")
    profile = client / "profile"
    process = subprocess.Popen(
        [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
         "--disable-background-networking", "--no-proxy-server", f"--user-data-dir={profile}",
         f"{server.address}/trace_page.html"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env=os.environ | {"HOME": str(client)},
    )  # fmt: skip
    try:
        assert server.reported.wait(timeout=90), "the page has not reported"
    finally:
        os.killpg(process.pid, 9)
        process.wait(timeout=10)
    lines = parsed(server.report)
    assert "failed" not in lines, lines
    return lines


def run_javascript(server, client):
    """The export in plain JavaScript."""
    return run_node(server, client, "javascript", "plain.js")


RUNS = {"deno": run_deno, "node": run_node, "chromium": run_chromium, "javascript": run_javascript}


@pytest.mark.parametrize("who", RUNS)
def test_every_client_gives_the_same_callbacks(who, server, client, own):
    lines = RUNS[who](server, client)
    differences = {}
    for script in SCRIPTS:
        got = normal(lines[script.name])
        if script.trace is None:
            got, wanted = callbacks_only(got), normal(own[script.name])
        else:
            wanted = script.trace
        if script.function == "download_file":
            # A file is a result, or an error that is thrown.
            wanted = [line for line in wanted if line["callback"] not in ("onComplete", "onError")]
        if got != wanted:
            differences[script.name] = f"{script.name}\n  wanted {wanted}\n  {who}: {got}"
    assert not differences, "\n".join(differences.values())
    check_requests(server, who)


def check_requests(server, who):
    """What the server was asked: the same requests, with the same ids, bodies and media types."""
    for script in SCRIPTS:
        if script.tail is not None:
            asked = [facts(request) for request in server.requests[who, script.name]]
            assert asked == [facts(request) for request in server.requests["own", script.name]], script.name
        if "closed" in script.connections[-1]:
            assert server.closed_by_client[who, script.name].wait(timeout=5), script.name


def facts(request):
    """Of a request what every client must send alike."""
    lines, _, body = request.partition("\r\n\r\n")
    first, *headers = lines.split("\r\n")
    method, path, _ = first.split(" ")
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in headers)}
    kept = {name: fields[name] for name in ("last-event-id", "content-type") if name in fields}
    return method, path.split("/", 3)[3], kept, body


def test_there_are_scripts_enough():
    assert len(BY_NAME) >= 40
