"""Same server, same callbacks: exported code in Deno, Node, Chromium, Python and Swift, and our own client."""

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import chromium
import deno
import esbuild
import program
import swift
from program import EXAMPLE, LONGEST, PYTHON
from script_server import ScriptServer
from callbacks import message
from http_proxy import HttpProxy
from stream_scripts import BY_NAME, SCRIPTS, as_loop, callbacks_only, normal, parsed

# What is set up for one of these tests serves them all.
pytestmark = pytest.mark.xdist_group("same callbacks")

HERE = Path(__file__).parent
NODE = shutil.which("node")
TSC = shutil.which("tsc")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A folder with the example's client and the tracer, as TypeScript and as the modules it becomes."""
    folder = tmp_path_factory.mktemp("client")
    for language, name in (
        ("typescript", "api.ts"), ("javascript", "plain.js"), ("python", "api.py"), ("openapi", "api.openapi.json"),
    ):  # fmt: skip
        result = program.run(
            "export", EXAMPLE / "main.py", "--python", PYTHON, "--as", language, "--out", folder / name, folder=folder
        )
        assert result.status == 0, result.errors
    if esbuild.BINARY:
        (folder / "minified.js").write_bytes(esbuild.bundle("plain.js", folder=folder))
    shutil.copy(HERE / "trace_calls.ts", folder)
    (folder / "package.json").write_text('{"type": "module"}')
    if TSC:
        subprocess.run(
            [TSC, "--target", "es2022", "--module", "es2022", "--lib", "es2022,dom,dom.iterable", "--strict",
             "api.ts", "trace_calls.ts"],
            cwd=folder, check=True, timeout=LONGEST,
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
    return deno.trace(client / "api.ts", calls(server, "deno"), folder=client)[0]


def run_node(server, client, who="node", module="api.js"):
    if not NODE or not TSC:
        pytest.skip("there is no Node or no tsc on this machine; Scripts/install-needs --for test installs them")
    result = subprocess.run(
        [NODE, HERE / "trace_node.mjs", client / "trace_calls.js", client / module, json.dumps(calls(server, who))],
        capture_output=True, text=True, encoding="utf-8", timeout=LONGEST,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return parsed(result.stdout)


def run_chromium(server, client, who="chromium", options=()):
    if not TSC:
        pytest.skip("there is no tsc on this machine; Scripts/install-needs --for test installs it")
    server.serve("/calls.json", "application/json", json.dumps(calls(server, who)).encode())
    folder = client / who
    folder.mkdir()
    lines = parsed(chromium.report(server, "trace_page.html", folder, *options))
    assert "failed" not in lines, lines
    return lines


def run_proxied(server, client):
    """Chromium again, which asks a proxy for everything."""
    with HttpProxy() as proxy:
        lines = run_chromium(server, client, "proxied", proxy.options)
        assert len(proxy.asked) > len(SCRIPTS)
    return lines


def run_javascript(server, client):
    """The export in plain JavaScript."""
    return run_node(server, client, "javascript", "plain.js")


def run_minified(server, client):
    """The same as a front end delivers it, bundled and minified."""
    if not esbuild.BINARY:
        pytest.skip(esbuild.MISSING)
    return run_node(server, client, "minified", "minified.js")


RUNS = {
    "deno": run_deno, "node": run_node, "chromium": run_chromium, "proxied": run_proxied,
    "javascript": run_javascript, "minified": run_minified,
}  # fmt: skip


ABORTED = """
const { stream_notifications } = await import(process.argv[1]);
const told = [];
const callbacks = { onMessage: () => told.push("onMessage"), onClose: () => told.push("onClose") };
const signal = AbortSignal.abort();
const stream = stream_notifications(1, callbacks, { baseUrl: "http://127.0.0.1:9", signal });
const state = stream.readyState;
const late = setTimeout(() => {}, 60000);
await stream.done;
clearTimeout(late);
console.log(JSON.stringify([state, told]));
"""


def test_a_stream_whose_signal_is_aborted_already_is_done_at_once(client):
    if not NODE:
        pytest.skip("there is no Node on this machine; Scripts/install-needs --for test installs it")
    result = subprocess.run(
        [NODE, "--input-type=module", "--eval", ABORTED, client / "plain.js"],
        capture_output=True, text=True, encoding="utf-8", timeout=LONGEST,
    )  # fmt: skip
    assert (result.stdout, result.stderr) == ("[2,[]]\n", "")


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


# Clients whose streams are loops.


def loops(server, who):
    calls = {script.name: script.as_loop(server.address, who) for script in SCRIPTS}
    return json.dumps({name: call for name, call in calls.items() if call is not None})


def run_python(server, client, manner):
    result = subprocess.run(
        [PYTHON, "-B", HERE / "trace_loops.py", client / "api.py", manner, loops(server, f"python-{manner}")],
        capture_output=True, text=True, encoding="utf-8", timeout=LONGEST,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return parsed(result.stdout)


def run_swift(server, client):
    if not swift.IS_HERE:
        pytest.skip("needs a debug build of the package")
    document = json.loads((client / "api.openapi.json").read_text())
    untyped(document["paths"])
    (client / "untyped.json").write_text(json.dumps(document))
    result = program.run("export", "untyped.json", "--as", "swift", "--out", "api.swift", folder=client)
    assert result.status == 0, result.errors
    shutil.copy(HERE / "trace_loops.swift", client / "main.swift")
    tracer = swift.build(client / "api.swift", client / "main.swift", program=client / "trace-loops")
    result = subprocess.run(
        [tracer, loops(server, "swift")], capture_output=True, text=True, encoding="utf-8", timeout=LONGEST
    )
    assert result.returncode == 0, result.stderr
    return parsed(result.stdout)


def untyped(place):
    """Lets every record be any JSON: what the scripts send fits no type."""
    for key, value in place.items():
        if key in ("itemSchema", "schema") and "content" not in place and "name" not in place:
            place[key] = {}
        elif isinstance(value, dict):
            untyped(value)


LOOPS = {
    "python-sync": lambda server, client: run_python(server, client, "sync"),
    "python-async": lambda server, client: run_python(server, client, "async"),
    "swift": run_swift,
}


@pytest.mark.parametrize("who", LOOPS)
def test_every_loop_sees_the_same_records_and_end(who, server, client, own):
    lines = LOOPS[who](server, client)
    assert len(lines) >= 80
    differences = {}
    for name, got in lines.items():
        script = BY_NAME[name]
        wanted = as_loop(normal(own[name])) if script.trace is None else loop_trace(script)
        if normal(got) != wanted:
            differences[name] = f"{name}\n  wanted {wanted}\n  {who}: {normal(got)}"
    assert not differences, "\n".join(differences.values())
    check_requests(server, who, lines)


def loop_trace(script):
    """What our own client cannot do, as a loop sees it."""
    lines = []
    for line in script.trace:
        if "record" in line:
            events = script.function == "stream_notifications"
            lines.append(message(line["record"]) if events else {"callback": "onChunk", "value": line["record"]})
        elif "thrown" in line:
            lines.append({"callback": "onError", "fatal": True, "error": line["thrown"]})
        else:
            lines.append(line)
    if script.name == "rows-through-a-loop":
        lines.append({"callback": "onComplete"})
    return as_loop(lines)


def check_requests(server, who, names=BY_NAME):
    """What the server was asked: the same requests, with the same ids, bodies and media types."""
    for script in (BY_NAME[name] for name in names):
        if script.tail is not None:
            asked = [facts(request) for request in server.requests[who, script.name]]
            assert asked == [facts(request) for request in server.requests["own", script.name]], script.name
        if "closed" in script.connections[-1]:
            assert server.closed_by_client[who, script.name].wait(timeout=LONGEST), script.name


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
