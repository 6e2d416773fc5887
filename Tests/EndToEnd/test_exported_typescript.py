"""The exported TypeScript: it compiles as strictly as can be, and reads what a backend streams."""

import json
import re
import shutil
import subprocess

import pytest

import deno
import exporting
import node_packages
import typescript
from callbacks import CLOSE, COMPLETE, ENDED, fatal, message
from program import EXAMPLE, PYTHON, ROOT
from raw_server import RawServer, head

SSE = head("text/event-stream")


# It compiles.


def test_the_whole_file_compiles_strictly(typescript_client):
    assert deno.problems(typescript_client, folder=typescript_client.parent) == ""


def test_each_endpoint_alone_compiles_strictly(fluidtop, tmp_path):
    files = []
    for name in (
        "stream_notifications", "download_file", "stream_analytics_data", "stream_logs", "stream_orders",
        "stream_chat", "read_user",
    ):
        files.append(tmp_path / f"{name}.ts")
        result = fluidtop(
            "export", EXAMPLE / "main.py", "--python", PYTHON, "--endpoint", name, "--out", files[-1]
        )
        assert result.status == 0, result.errors
    assert deno.problems(*files, folder=tmp_path) == ""


def test_the_calls_of_the_readme_compile(typescript_client):
    readme = (ROOT / "README.md").read_text()
    calls = re.search(r"```ts\n(.*?)```", readme, re.DOTALL)[1].replace('"./api"', '"./api.ts"')
    known = (
        "declare const userId: number;\ndeclare function show(text: string): void;\ndeclare const rows: unknown[];\n"
        "declare function bar(done: number, total: number | undefined): void;\n"
    )
    file = typescript_client.with_name("readme.ts")
    file.write_text(calls + known + "console.log(blob);\n")
    assert deno.problems(file, folder=file.parent) == ""


UPLOAD = {
    "openapi": "3.1.0",
    "info": {"title": "Uploads", "version": "1"},
    "paths": {
        "/upload": {
            "put": {
                "operationId": "upload",
                "requestBody": {"required": True, "content": {"application/octet-stream": {}}},
                "responses": {
                    "200": {"description": "", "content": {"application/xml": {"schema": {"type": "string"}}}},
                },
            }
        }
    },
}


def test_bytes_of_any_sort_may_be_sent_and_what_is_no_text_is_a_blob(fluidtop, tmp_path, play):
    (tmp_path / "upload.json").write_text(json.dumps(UPLOAD))
    assert fluidtop("export", "upload.json", "--out", "api.ts").status == 0
    (tmp_path / "use.ts").write_text(
        """
import { upload } from "./api.ts";
const bytes: Uint8Array = new TextEncoder().encode("abc");
for (const body of [bytes, bytes.slice().buffer, new DataView(bytes.slice().buffer), new Blob(["abc"]), "abc"]) {
  const { data, error } = await upload(body, { baseUrl: Deno.args[0] });
  console.log(await data?.text() ?? error);
}
"""
    )
    assert deno.problems("use.ts", folder=tmp_path) == ""
    server = play(*[[head("application/xml", Content_Length=4) + b"<a/>", RawServer.FIN]] * 5)
    result = deno.run(
        "run", "--no-check", "--no-config", "--allow-net=127.0.0.1", "use.ts", server.address, folder=tmp_path
    )
    assert result.stdout == "<a/>\n" * 5, result.stderr


def test_node_needs_no_types_of_the_browser(typescript_client, tmp_path):
    """Node's types have `fetch` and what it stands on, but not the names of the types of its arguments."""
    browser = typescript.library("dom").replace("BodyInit", "NodeBody").replace("HeadersInit", "NodeHeaders")
    (tmp_path / "node.d.ts").write_text(browser)
    shutil.copy(typescript_client, tmp_path / "api.ts")
    options = ["--noEmit", "--lib", "es2022,dom.iterable", "--skipLibCheck"]
    assert typescript.compile("node.d.ts", "api.ts", folder=tmp_path, options=options) == ""


def test_node_needs_no_types_but_its_own(typescript_client, tmp_path):
    modules = tmp_path / "node_modules"
    (modules / "@types").mkdir(parents=True)
    for name in ("@types/node", "undici-types"):
        (modules / name).symlink_to(node_packages.folder(name))
    shutil.copy(typescript_client, tmp_path / "api.ts")
    options = ["--noEmit", "--lib", "es2022", "--types", "node", "--preserveSymlinks"]
    assert typescript.compile("api.ts", folder=tmp_path, options=options) == ""


BABEL = """
const [babel, file] = process.argv.slice(1);
const text = require("fs").readFileSync(file, "utf8");
for (const presets of [["typescript"], [["env", { targets: { node: 12 } }], "typescript"], ["react", "typescript"]]) {
  require(babel).transform(text, { filename: file, presets });
}
"""


def test_babel_reads_it_with_what_its_presets_begin_with(typescript_client):
    babel = node_packages.folder("@babel/standalone") / "babel.js"
    command = ["node", "--eval", BABEL, babel, typescript_client]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stderr) == (0, "")


def test_calls_written_for_fluidkit_compile_unchanged(typescript_client):
    calls = typescript_client.with_name("calls.ts")
    calls.write_text(
        """
import {
  download_file, read_user, stream_analytics_data, stream_logs, stream_notifications,
} from "./api.ts";

const userId = 1;
let isConnected = false;
const connection = stream_notifications(userId, {
  onMessage: (event) => {
    const notification = JSON.parse(event.data);
    console.log(notification.message);
  },
  onOpen: () => {
    isConnected = true;
  },
  onError: (error) => {
    console.error("Connection error:", error);
    isConnected = false;
  },
});
connection.close();
console.log(isConnected, connection.readyState === 1, connection.url);

let records: { name: string; value: number }[] = [];
stream_analytics_data({
  onChunk: (record: { name: string; value: number }) => {
    records = [...records, record];
  },
  onError: (err) => console.error("Streaming failed", err),
  onComplete: () => console.log("done"),
});
await stream_logs(undefined, { onChunk: (text) => console.log(text.length) });

const blob = await download_file("report");
console.log(URL.createObjectURL(blob));
const user = await read_user(1);
if (user.success) console.log(user.data.name.length);
else console.log(user.error.length, user.status);
"""
    )
    assert deno.problems(calls, folder=typescript_client.parent) == ""


def test_each_endpoint_of_the_catalog_may_have_any_name(tmp_path):
    """The goldens hold what nobody would write: reserved words, `*/`, circles, globals."""
    files = [tmp_path / name for name in ("classic.ts", "nasty.ts")]
    for file in files:
        file.write_text(exporting.golden(file.name))
    assert deno.problems(*files, "--config", tmp_path / "deno.json", folder=tmp_path) == ""


# It runs, against the example backend.


def test_named_events_reach_on_message(traced, backend):
    lines = traced("stream_notifications", backend, 7, closeAfter=3)
    assert [line.get("callback") for line in lines] == ["onOpen", "onMessage", "onMessage", None]
    assert lines[1]["type"] == "notification"
    assert json.loads(lines[2]["data"])["user_id"] == 7
    assert lines[3] == ENDED


def test_all_rows_of_a_large_stream_arrive(traced, backend):
    lines = traced("stream_analytics_data", backend)
    assert [line["callback"] for line in lines] == ["onOpen"] + ["onChunk"] * 2000 + ["onComplete", "onClose"]
    assert lines[2]["value"] == {"name": "page-1", "value": 3.7}


def test_a_file_is_a_blob(traced, backend):
    lines = traced("download_file", backend, "report")
    assert lines[-1] == {"blob": 49152, "type": "application/octet-stream"}
    assert lines[-3]["callback"] == "onProgress" and lines[-3]["done"] == 49152


def test_a_post_sends_its_body_and_ends_at_the_sentinel(traced, backend):
    lines = traced("stream_chat", backend, {"message": "hi *there*"})
    assert lines[-4:] == [message("[DONE]"), COMPLETE, CLOSE, ENDED]
    words = [json.loads(line["data"])["delta"] for line in lines[1:-4]]
    assert "".join(words).startswith("You said: hi *there* ")


@pytest.mark.parametrize(
    "media_type, body, wanted",
    [
        ("application/json", b'{"id":1}', {"success": True, "status": 200, "data": {"id": 1}}),
        ("application/problem+json; charset=utf-8", b"[1]", {"success": True, "status": 200, "data": [1]}),
        ("text/json", b"2", {"success": True, "status": 200, "data": 2}),
        ("application/json", b"", {"success": False, "status": 200, "error": "the answer is empty, not json"}),
        ("application/json", b"{", {"success": False, "status": 200, "error": None}),
        ("text/html", b"<p>", {"success": False, "status": 200, "error": "the answer is text/html, not json"}),
        ("application/x-ndjson", b"1\n2\n", {
            "success": False, "status": 200, "error": "the answer is application/x-ndjson, not json"
        }),
    ],
)  # fmt: skip
def test_a_call_that_is_typed_as_json_takes_nothing_else(traced, media_type, body, wanted):
    server = RawServer([head(media_type, Content_Length=len(body)) + body, RawServer.FIN])
    try:
        result = traced("read_user", server.address, 1, callbacks=False)[0]["result"]
    finally:
        server.close()
    if wanted.get("error", "") is None:
        wanted = wanted | {"error": result["error"]}
        assert result["error"].startswith("unreadable record: SyntaxError")
    result.pop("cause", None)
    assert result == wanted


def test_a_handler_that_is_undefined_is_none(typescript_client):
    server = RawServer([SSE + b"event: notification\ndata: no JSON\n\n", RawServer.FIN])
    file = typescript_client.with_name("undefined.ts")
    file.write_text(
        """
import { stream_notifications } from "./api.ts";
const told: string[] = [];
const callbacks = {
  on: { notification: undefined },
  onMessage: ({ data }: { data: string }) => told.push(data),
  onError: ({ kind }: { kind: string }) => told.push(kind),
  onComplete: () => told.push("complete"),
};
await stream_notifications(1, callbacks, { baseUrl: Deno.args[0], reconnect: "never" }).done;
console.log(told.join());
"""
    )
    try:
        result = deno.run("run", "--no-check", "--allow-net=127.0.0.1", file, server.address, folder=file.parent)
    finally:
        server.close()
    assert result.stdout == "no JSON,complete\n", result.stderr


def test_an_ordinary_endpoint_gives_a_result(traced, backend):
    good = traced("read_user", backend, 3, callbacks=False)
    assert good == [{"result": {"success": True, "data": {"id": 3, "name": "Γιώργος"}, "status": 200}}]
    bad = traced("read_user", backend, 99, callbacks=False)
    assert bad == [
        {"result": {"success": False, "status": 404, "error": "the server answered 404: There is no user 99"}}
    ]


def test_a_stream_that_breaks_off_is_an_error(traced, backend):
    lines = traced("stream_unstable", backend, 2)
    assert [line["callback"] for line in lines] == ["onOpen", "onChunk", "onChunk", "onError", "onClose"]
    assert lines[-2] == fatal("connectionLost")
