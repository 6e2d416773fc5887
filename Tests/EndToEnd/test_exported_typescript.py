"""The exported TypeScript: it compiles as strictly as can be, and behaves as our own client does."""

import json
import math
import re

import pytest

import deno
import program
from conformance import FORMATS, cases, served
from program import EXAMPLE, PYTHON, ROOT
from raw_server import RawServer, bytewise, chunked, head

SSE = head("text/event-stream")
ROWS = head("application/x-ndjson")
TEXT = head("text/plain; charset=utf-8")

OPEN_SSE = {"callback": "onOpen", "status": 200, "mediaType": "text/event-stream"}
OPEN_ROWS = {"callback": "onOpen", "status": 200, "mediaType": "application/x-ndjson"}
COMPLETE = {"callback": "onComplete"}
CLOSE = {"callback": "onClose"}


def message(data, type="message", id=""):
    return {"callback": "onMessage", "type": type, "data": data, "lastEventId": id}


def fatal(kind, **facts):
    return {"callback": "onError", "fatal": True, "error": {"kind": kind, **facts}}


def lost(retry, kind="connectionLost", **facts):
    return {"callback": "onError", "fatal": False, "retryInMs": retry, "error": {"kind": kind, **facts}}


@pytest.fixture(scope="session")
def example_client(tmp_path_factory):
    """The client of the example backend, as one file."""
    folder = tmp_path_factory.mktemp("exported")
    result = program.run(
        "export", EXAMPLE / "main.py", "--python", PYTHON, "--out", folder / "api.ts", folder=folder
    )
    assert result.status == 0, result.errors
    return folder / "api.ts"


@pytest.fixture
def play():
    servers = []

    def start(*scripts):
        servers.append(RawServer(*scripts))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def traced(example_client):
    """The callbacks of a call of the example's client at an address."""

    def trace(name, address, *arguments, options={}, **call):
        call |= {"name": name, "arguments": arguments, "options": {"baseUrl": address, **options}}
        return deno.trace(example_client, call, folder=example_client.parent)

    return trace


# It compiles.


def test_the_whole_file_compiles_strictly(example_client):
    assert deno.problems(example_client, folder=example_client.parent) == ""


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


def test_the_calls_of_the_readme_compile(example_client):
    readme = (ROOT / "README.md").read_text()
    calls = re.search(r"```ts\n(.*?)```", readme, re.DOTALL)[1].replace('"./api"', '"./api.ts"')
    known = (
        "declare const userId: number;\ndeclare function show(text: string): void;\ndeclare const rows: unknown[];\n"
        "declare function bar(done: number, total: number | undefined): void;\n"
    )
    file = example_client.with_name("readme.ts")
    file.write_text(calls + known + "console.log(blob);\n")
    assert deno.problems(file, folder=file.parent) == ""


def test_calls_written_for_fluidkit_compile_unchanged(example_client):
    calls = example_client.with_name("calls.ts")
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
    assert deno.problems(calls, folder=example_client.parent) == ""


def test_each_endpoint_of_the_catalog_may_have_any_name(tmp_path):
    """The goldens hold what nobody would write: reserved words, `*/`, circles, globals."""
    files = [ROOT / "Tests/ClientExportTests/Fixtures" / name for name in ("classic.ts", "nasty.ts")]
    assert deno.problems(*files, "--config", tmp_path / "deno.json", folder=tmp_path) == ""


# It runs, against the example backend.


def test_named_events_reach_on_message(traced, backend):
    lines = traced("stream_notifications", backend, 7, closeAfter=3)
    assert [line.get("callback") for line in lines] == ["onOpen", "onMessage", "onMessage", None]
    assert lines[1]["type"] == "notification"
    assert json.loads(lines[2]["data"])["user_id"] == 7
    assert lines[3] == {"readyState": 2}


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
    assert lines[-4:] == [message("[DONE]"), COMPLETE, CLOSE, {"readyState": 2}]
    words = [json.loads(line["data"])["delta"] for line in lines[1:-4]]
    assert "".join(words).startswith("You said: hi *there* ")


@pytest.mark.parametrize(
    "media_type, body, wanted",
    [
        ("application/json", b'{"id":1}', {"success": True, "status": 200, "data": {"id": 1}}),
        ("application/problem+json; charset=utf-8", b"[1]", {"success": True, "status": 200, "data": [1]}),
        ("text/json", b"2", {"success": True, "status": 200, "data": 2}),
        ("application/json", b"", {"success": True, "status": 200, "data": None}),
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


def test_a_handler_that_is_undefined_is_none(example_client):
    server = RawServer([SSE + b"event: notification\ndata: no JSON\n\n", RawServer.FIN])
    file = example_client.with_name("undefined.ts")
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


# It follows the contract, whatever the server does.


@pytest.mark.parametrize("newline", [b"\n", b"\r", b"\r\n"])
def test_events_cut_at_every_byte_are_whole(traced, play, newline):
    events = b"\xef\xbb\xbfid: 1\nevent: news\ndata: caf\xc3\xa9 \xf0\x9f\x93\xac\ndata:two\n\n: life\n\ndata\n\n"
    server = play([SSE, *bytewise(events.replace(b"\n", newline)), RawServer.FIN])
    lines = traced("stream_notifications", server.address, 1, options={"reconnect": "never"})
    assert lines == [
        OPEN_SSE, message("café 📬\ntwo", "news", "1"), message("", id="1"), COMPLETE, CLOSE, {"readyState": 2}
    ]


def test_a_lost_connection_is_made_again_after_the_last_event(traced, play):
    server = play(
        [SSE, b"retry: 150\nid: \xc3\xa91\ndata: one\n\nid: 2\ndata: never", RawServer.RST],
        [SSE, b"data: two\n\n", RawServer.FIN],
        [head("text/plain", "503 Busy"), RawServer.FIN],
        [b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", RawServer.FIN],
    )
    lines = traced("stream_notifications", server.address, 1)
    assert lines == [
        OPEN_SSE, message("one", id="é1"), lost(150),
        OPEN_SSE, message("two", id="é1"), lost(150),
        lost(150, "status", status=503),
        COMPLETE, CLOSE, {"readyState": 2},
    ]  # fmt: skip
    assert "last-event-id" not in server.requests[0].lower()
    for request in server.requests[1:]:
        assert "last-event-id: é1" in request.lower()


@pytest.mark.parametrize(
    "answer, error",
    [
        (head("application/json", "404 Not Found") + b'{"detail":"no"}', fatal("status", status=404)),
        (head("text/html") + b"<p>hello", fatal("mediaType")),
        (b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", fatal("mediaType")),
        (head("text/plain", "503 Busy"), fatal("status", status=503)),
    ],
)
@pytest.mark.parametrize("name, arguments", [("stream_notifications", [1]), ("stream_analytics_data", [])])
def test_a_first_answer_that_is_no_stream_fails_for_good(traced, play, name, arguments, answer, error):
    server = play([answer, RawServer.FIN])
    lines = traced(name, server.address, *arguments)
    assert [line for line in lines if "callback" in line] == [error, CLOSE]


def test_rows_cut_at_every_byte_are_whole(traced, play):
    rows = '\ufeff{"n": "é"}\r\n\n  \n[1, 2]\n"📬"\n3'.encode()
    server = play([ROWS, *bytewise(rows), RawServer.FIN])
    lines = traced("stream_analytics_data", server.address)
    chunks = [{"callback": "onChunk", **chunk} for chunk in (
        {"value": {"n": "é"}}, {"value": [1, 2]}, {"value": "📬"}, {"value": 3}
    )]  # fmt: skip
    assert lines == [OPEN_ROWS, *chunks, COMPLETE, CLOSE]


@pytest.mark.parametrize("bad", [b"{oops}", b'"\xff"', b'{"cut": '])
def test_an_invalid_record_fails_the_stream_after_the_ones_before_it(traced, play, bad):
    server = play([ROWS, b"1\n2\n" + bad + b"\n3\n", RawServer.FIN])
    lines = traced("stream_analytics_data", server.address)
    assert lines == [
        OPEN_ROWS, {"callback": "onChunk", "value": 1}, {"callback": "onChunk", "value": 2},
        fatal("invalidRecord"), CLOSE,
    ]  # fmt: skip


def test_a_record_larger_than_the_limit_fails_the_stream(traced, play):
    server = play([ROWS, b"1\n", b"[" + b"1," * 1000, 0.2, RawServer.FIN])
    lines = traced("stream_analytics_data", server.address, options={"recordLimit": 1000})
    assert lines == [OPEN_ROWS, {"callback": "onChunk", "value": 1}, fatal("recordTooLarge"), CLOSE]


@pytest.mark.parametrize(
    "script",
    [
        [head("application/x-ndjson", Content_Length=100), b"1\n2\n", RawServer.FIN],
        [head("application/x-ndjson", Transfer_Encoding="chunked"), chunked(b"1\n2\n", whole=False), RawServer.FIN],
        [head("application/x-ndjson", Content_Length=100), b"1\n2\n", 0.2, RawServer.RST],
    ],
    ids=["short", "unfinished", "reset"],
)
def test_a_body_that_breaks_off_never_completes(traced, play, script):
    lines = traced("stream_analytics_data", play(script).address)
    assert lines == [
        OPEN_ROWS, {"callback": "onChunk", "value": 1}, {"callback": "onChunk", "value": 2},
        fatal("connectionLost"), CLOSE,
    ]  # fmt: skip


def test_every_conformance_case_of_events_holds(example_client, play):
    every = cases("sse.json")
    server = play(*[served(case, SSE) for case in every])
    options = {"baseUrl": server.address, "reconnect": "never"}
    calls = [{"name": "stream_notifications", "arguments": [1], "options": options}] * len(every)
    lines = iter(deno.trace(example_client, calls, folder=example_client.parent, seconds=60))
    for case in every:
        events = [message(event["data"], event["type"], event["lastEventId"]) for event in case["expect"]["events"]]
        wanted = [OPEN_SSE, *events, COMPLETE, CLOSE, {"readyState": 2}]
        assert [next(lines) for _ in wanted] == wanted, case["name"]


@pytest.mark.parametrize("format, media_type", FORMATS.items())
def test_every_conformance_case_of_records_holds(example_client, play, format, media_type):
    every = cases("ndjson.json", format)
    server = play(*[served(case, head(media_type)) for case in every])
    call = {"name": "stream_analytics_data", "options": {"baseUrl": server.address}}
    lines = iter(deno.trace(example_client, [call] * len(every), folder=example_client.parent, seconds=60))
    for case in every:
        trace = []
        while CLOSE not in trace:
            trace.append(next(lines))
        values = [line["value"] for line in trace[1:-2]]
        wanted = [as_javascript(record) for record in case["expect"]["records"]]
        if case["expect"]["errors"]:
            # The first invalid record ends it.
            assert trace[-2] == fatal("invalidRecord"), case["name"]
            assert values == wanted[: len(values)], case["name"]
        else:
            assert trace[-2] == COMPLETE, case["name"]
            assert values == wanted, case["name"]


def as_javascript(record):
    """The value of a JSON text with the numbers JavaScript makes of it; infinity prints as null."""

    def number(text):
        value = float(text)
        return None if math.isinf(value) else value

    return json.loads(record, parse_int=number, parse_float=number)


def test_without_on_error_the_promise_is_rejected(traced, play):
    server = play([ROWS, b"oops\n", RawServer.FIN])
    lines = traced("stream_analytics_data", server.address, {}, callbacks=False)
    assert lines == [{"thrown": {"kind": "invalidRecord"}}]


def test_text_arrives_in_whole_characters(traced, play):
    server = play([TEXT, b"\xef\xbb\xbfa\xf0\x9f", 0.1, b"\x93\xac", 0.1, b"b\xe2\x82", RawServer.FIN])
    lines = traced("stream_logs", server.address, None)
    texts = [line["text"] for line in lines if line["callback"] == "onChunk"]
    assert "".join(texts) == "a📬b\ufffd"
    assert texts[:2] == ["a", "📬"]
    assert lines[-2:] == [COMPLETE, CLOSE]


@pytest.mark.parametrize("after", [1, 2, 3])
def test_after_close_no_callback_comes_and_the_socket_is_closed(traced, play, after):
    server = play([SSE + b"data: 1\n\ndata: 2\n\ndata: 3\n\ndata: 4\n\n", RawServer.CLOSED])
    lines = traced("stream_notifications", server.address, 1, closeAfter=after)
    assert lines == [OPEN_SSE, message("1"), message("2")][:after] + [{"readyState": 2}]
    assert server.closed_by_client.wait(timeout=5)


def test_a_first_id_is_sent_until_the_server_gives_another(traced, play):
    server = play(
        [SSE + b"retry: 100\nid: 5\ndata: 1\n\n", RawServer.FIN], [SSE + b"data: 2\n\n", RawServer.CLOSED]
    )
    options = {"lastEventId": "4", "headers": {"Last-Event-ID": "never"}}
    lines = traced("stream_prices", server.address, None, closeAfter=5, options=options)
    assert lines == [OPEN_SSE, message("1", id="5"), lost(100), OPEN_SSE, message("2", id="5"), {"readyState": 2}]
    assert ["last-event-id: 4" in r.lower() for r in server.requests] == [True, False]
    assert ["last-event-id: 5" in r.lower() for r in server.requests] == [False, True]


def test_close_while_waiting_for_a_reconnection_ends_it(traced, play):
    server = play([SSE + b"retry: 60000\n\n", RawServer.FIN])
    lines = traced("stream_notifications", server.address, 1, closeAfter=2)
    assert lines == [OPEN_SSE, lost(60000), {"readyState": 2}]


def test_callbacks_never_run_two_at_once_and_may_throw(traced, play):
    events = b"".join(b"data: %d\n\n" % number for number in range(20))
    server = play([SSE + events, RawServer.FIN])
    lines = traced(
        "stream_notifications", server.address, 1, slow=5, throws=True, options={"reconnect": "never"}
    )
    assert lines == [OPEN_SSE, *[message(str(n)) for n in range(20)], COMPLETE, CLOSE, {"readyState": 2}]


def test_silence_longer_than_the_idle_time_out_is_a_lost_connection(traced, play):
    server = play([SSE + b"retry: 100\n\n", 1.0], [SSE, b": life\n", 0.2, b"data: 1\n\n", 0.2, b"data: 2\n\n"])
    lines = traced("stream_notifications", server.address, 1, closeAfter=5, options={"idleTimeout": 500})
    assert lines == [
        OPEN_SSE, lost(100, "timeout"), OPEN_SSE, message("1"), message("2"), {"readyState": 2}
    ]  # fmt: skip


def test_path_values_are_encoded(traced, play):
    server = play([head("application/octet-stream") + b"x", RawServer.FIN])
    traced("download_file", server.address + "/", "a/b ü?.pdf")
    assert server.requests[0].startswith("GET /files/a%2Fb%20%C3%BC%3F.pdf/download HTTP/1.1")


def test_what_is_not_given_is_left_out_of_the_query(traced, play):
    server = play([TEXT, RawServer.FIN])
    traced("stream_logs", server.address, None)
    assert server.requests[0].startswith("GET /logs/stream HTTP/1.1")
