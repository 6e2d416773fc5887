"""The calls that FluidKit's users write, in Chromium, while their backend ends and is started again."""

import contextlib
import json
import os
import signal
import socket
import subprocess

import chromium
import deno
import program
from program import EXAMPLE, LONGEST, PYTHON
from script_server import ScriptServer

# The example, for pages of other origins; a page can end it, with all that it has open.
BACKEND = f"""
import os, sys
sys.path.insert(0, {str(EXAMPLE)!r})
from fastapi.middleware.cors import CORSMiddleware
from main import app

app.add_middleware(CORSMiddleware, allow_origins=["*"])


@app.get("/end")
def end():
    os._exit(0)
"""

# A Svelte component's script as far as a browser reads it: `$state` gives its value.
PAGE = """<!doctype html>
<script type="module">
import { settings, getBaseUrl } from "./api.js";
import { stream_notifications } from "./notifications.api";
import { stream_analytics_data } from "./analytics.api";
import { download_file } from "./files.api";
const $state = (value) => value;
if (BASE) settings.baseUrl = BASE;

let isConnected = $state(false);
let isStreaming = $state(true);
let error = $state("");
let records = $state([]);
const opened = [], states = [];
const note = (state) => states.at(-1) === state || states.push(state);
const report = (facts) => fetch("/report", { method: "POST", body: JSON.stringify(facts) });

try {
  await new Promise((resolve) => {
    const connection = stream_notifications(7, {
      onMessage: (event) => {
        const notification = JSON.parse(event.data);
        opened.at(-1).push(notification.id);
        if (opened.at(-1).length !== 2) return;
        if (opened.length === 1) return fetch(`${BASE || getBaseUrl()}/end`).catch(() => {});
        connection.close();
        resolve();
      },
      onOpen: () => {
        isConnected = true;
        opened.push([]);
        note(isConnected);
      },
      onError: () => {
        isConnected = false;
        note(isConnected);
      },
    });
  });
  await new Promise((resolve) => {
    stream_analytics_data({
      onChunk: (record) => {
        records.push(record);
      },
      onError: (why) => {
        error = String(why);
        isStreaming = false;
        resolve();
      },
      onComplete: () => {
        isStreaming = false;
        resolve();
      },
    });
  });
  const blob = await download_file("report");
  const failed = await download_file("nothing").then(() => false, () => true);
  const heads = opened.map((ids) => ids.slice(0, 2));
  const { name } = records[41];
  await report({ states, heads, error, isStreaming, records: records.length, name, size: blob.size, failed });
} catch (error) {
  await report(String(error));
}
</script>
"""

# What a development server of SvelteKit does: files of its own, and the route.
FRONT = """
import { fallback } from "./+server.ts";
const onListen = ({ port }: { port: number }) => console.log(port);
Deno.serve({ port: 0, hostname: "127.0.0.1", onListen }, (request) => {
  const url = new URL(request.url);
  if (!url.pathname.startsWith("/api/")) return fetch(new Request(FILES + url.pathname, request));
  const params = { path: decodeURIComponent(url.pathname.slice("/api/".length)) };
  return fallback({ request, params, route: { id: "/api/[...path]" }, url } as never);
});
"""


@contextlib.contextmanager
def started_twice(folder):
    """The backend's address; when a page has ended it, it is started again there."""
    (folder / "backend.py").write_text(BACKEND)
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = free.getsockname()
    server = f"{PYTHON} -m uvicorn backend:app --host 127.0.0.1 --port {place[1]}"
    process = subprocess.Popen(
        ["sh", "-c", f"{server}; exec {server}"],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    try:
        program.wait_until(lambda: listens(place))
        yield f"http://127.0.0.1:{place[1]}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=LONGEST)


def listens(place):
    with socket.socket() as client:
        return client.connect_ex(place) == 0


@contextlib.contextmanager
def front_end(files, backend, folder):
    """A front end whose route leads to the backend: its address."""
    command = ["export", EXAMPLE / "main.py", "--python", PYTHON, "--base-url", backend]
    result = program.run(*command, "--sveltekit-proxy", "--out", folder / "+server.ts", folder=folder)
    assert result.status == 0, result.errors
    (folder / "front.ts").write_text(FRONT.replace("FILES", json.dumps(files)))
    process = subprocess.Popen(
        [deno.BINARY, "run", "--no-check", "--no-config", "--allow-net=127.0.0.1", "front.ts"],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=os.environ | {"DENO_DIR": str(folder / ".deno"), "DENO_NO_UPDATE_CHECK": "1"},
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait(timeout=LONGEST)
        process.stdout.close()


@contextlib.contextmanager
def page_files(folder, base, **options):
    """A server of the page and of the client that it imports by its modules' names."""
    arguments = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
    command = ["export", EXAMPLE / "main.py", "--python", PYTHON, "--as", "javascript", *arguments]
    result = program.run(*command, "--out", folder / "api.js", folder=folder)
    assert result.status == 0, result.errors
    modules = ("notifications.api", "analytics.api", "files.api")
    files = {f"/{name}": ("text/javascript", b'export * from "./api.js";') for name in modules}
    files["/api.js"] = ("text/javascript", (folder / "api.js").read_bytes())
    files["/page.html"] = ("text/html", PAGE.replace("BASE", json.dumps(base)).encode())
    with ScriptServer({}, files) as server:
        yield server


FACTS = {
    "states": [True, False, True], "heads": [[1, 2], [1, 2]], "error": "", "isStreaming": False,
    "records": 2000, "name": "page-1", "size": 48 * 1024, "failed": True,
}  # fmt: skip


def test_a_page_of_another_origin_goes_on_when_its_backend_is_started_again(tmp_path):
    with started_twice(tmp_path) as backend, page_files(tmp_path, backend) as server:
        assert json.loads(chromium.report(server, "page.html", tmp_path)) == FACTS


def test_a_page_behind_a_route_of_sveltekit_goes_on_when_its_backend_is_started_again(tmp_path):
    with started_twice(tmp_path) as backend, page_files(tmp_path, "", browser_url="/api") as server:
        with front_end(server.address, backend, tmp_path) as address:
            assert json.loads(chromium.report(server, "page.html", tmp_path, address=address)) == FACTS
