"""What a server may do, and the call that goes with it: played to every client alike."""

import json
from dataclasses import dataclass, field

from callbacks import CLOSE, COMPLETE, ENDED, OPEN_SSE, fatal, lost, message
from raw_server import RawServer, bytewise, chunked, head

FIN, RST, CLOSED = RawServer.FIN, RawServer.RST, RawServer.CLOSED

# Browsers throw away what arrived in the same moment as the end that breaks it.
MOMENT = 0.2

EVENTS = head("text/event-stream")
ROWS = head("application/x-ndjson")
TEXT = head("text/plain; charset=utf-8")
UNTYPED = TEXT.replace(b"Content-Type: text/plain; charset=utf-8\r\n", b"")
FILE = head("application/octet-stream", Content_Length=10)
NO_CONTENT = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"

# The functions of the example's client: their arguments, their paths, what our own client is told.
ENDPOINTS = {
    "stream_notifications": ([1], "/notifications/stream?user_id=1", []),
    "stream_chat": ([{"message": "hi"}], "/chat/stream", ["--json", '{"message":"hi"}']),
    "stream_analytics_data": ([], "/analytics/stream", []),
    "stream_logs": ([None], "/logs/stream", []),
    "download_file": (["report"], "/files/report/download", []),
}


@dataclass
class Script:
    """`connections`: the steps of each. `call`: what trace_calls.ts takes besides.

    `tail`: what our own client is told besides; None where it has no such thing. `trace`: the lines
    that every client must give, where our own cannot.
    """

    name: str
    function: str
    connections: list
    options: dict = field(default_factory=dict)
    call: dict = field(default_factory=dict)
    tail: list | None = field(default_factory=list)
    trace: list | None = None

    def as_call(self, address, who):
        arguments = ENDPOINTS[self.function][0]
        options = {"baseUrl": f"{address}/{who}/{self.name}", **self.options}
        return {"name": self.function, "arguments": arguments, "options": options, **self.call}

    def as_loop(self, address, who):
        """The call of a client whose streams are loops; None for what only callbacks can do."""
        if self.call.keys() & {"throws", "aborts"} or self.name in CALLBACKS_ONLY:
            return None
        if self.call.get("closeAfter", 9) < 2:
            return None
        leave = self.call.get("leaveAfter", self.call.get("closeAfter", 0) - 1)
        return {
            "name": self.function, "baseUrl": f"{address}/{who}/{self.name}",
            "leaveAfter": max(leave, 0), "slow": self.call.get("slow", 0), **self.options,
        }  # fmt: skip

    def as_tail(self, address, who):
        _, path, own = ENDPOINTS[self.function]
        policy = self.options.get("reconnect")
        limit = self.options.get("recordLimit")
        return [
            "tail", f"{address}/{who}/{self.name}{path}", "--output", "trace", "--invalid", "fail", *own,
            *(["--reconnect", policy] if policy else []),
            *(["--max-record-size", str(limit)] if limit else []),
            *self.tail,
        ]  # fmt: skip


def breaking(media_type, *parts, end=FIN):
    """A body in chunks that has no end.

    Without `Connection: close`, for after that Node's own fetch takes any end for a good one.
    """
    fields = head(media_type, Transfer_Encoding="chunked").replace(b"Connection: close\r\n", b"")
    return [fields, chunked(*parts, whole=False), MOMENT, end]


def sse(name, *parts, end=FIN, function="stream_notifications", reconnect="never", **more):
    options = {"reconnect": reconnect, **more.pop("options", {})}
    return Script(name, function, [[EVENTS, *parts, end]], options, **more)


def again(name, *connections, reconnect="always", **more):
    """Events over several connections; `reconnect` is the policy."""
    options = {"reconnect": reconnect, **more.pop("options", {})}
    return Script(name, "stream_notifications", list(connections), options, **more)


def rows(name, *parts, head=ROWS, end=FIN, **more):
    return Script(name, "stream_analytics_data", [[head, *parts, end]], **more)


def text(name, *parts, head=TEXT, end=FIN, **more):
    return Script(name, "stream_logs", [[head, *parts, end]], **more)


def answer(name, function, *parts, **more):
    return Script(name, function, [[*parts, FIN]], **more)


MIXED = b"id: 1\nevent: news\ndata: caf\xc3\xa9 \xf0\x9f\x93\xac\ndata:two\n\n: life\n\ndata\n\nid\ndata:  x\n\n"
DETAIL = b'{"detail":[{"loc":["query","user_id"],"msg":"Field required","type":"missing"}]}'


SCRIPTS = [
    # Events, however they are cut.
    sse("unnamed", b"data: 1\n\n"),
    sse("named", b"event: surge\ndata: 1\n\nevent: calm\ndata: 2\n\ndata: 3\n\n"),
    sse("mixed", MIXED),
    sse("bytewise-lf", *bytewise(MIXED)),
    sse("bytewise-crlf", *bytewise(MIXED.replace(b"\n", b"\r\n"))),
    sse("bytewise-cr", *bytewise(MIXED.replace(b"\n", b"\r"))),
    sse("cr-and-lf-in-two-parts", b"data: 1\r", 0.05, b"\n\r", 0.05, b"\ndata: 2\r\n\r", 0.05, b"\n"),
    sse("bom", b"\xef\xbb\xbfdata: 1\n\n\xef\xbb\xbfdata: 2\n\n"),
    sse("bom-bytewise", *bytewise(b"\xef\xbb\xbfdata: 1\n\n")),
    sse("half-a-bom", b"\xef\xbb", 0.05, b"data: 1\n\ndata: 2\n\n"),
    sse("split-utf8", b"data: \xf0\x9f", 0.05, b"\x93\xac\xc3", 0.05, b"\xa9\n\n"),
    sse("invalid-utf8", b"data: a\xf0\x9fb\xff\xc3\n\n"),
    sse("comments-only", b": one\n\n:\n\n"),
    sse("no-data", b"event: x\nid: 7\n\ndata: 1\n\n"),
    sse("empty-data", b"data\n\ndata:\n\ndata: \n\ndata:  \n\n"),
    sse("many-data-lines", b"data: a\ndata\ndata: c\n\n"),
    sse("odd-fields", b"Data: no\ndat: no\ndata : no\n data: no\ndata: yes\nfoo\nfoo: bar\n\n"),
    sse("id-with-nul", b"id: 1\ndata: a\n\nid: \x002\ndata: b\n\n"),
    sse("id-reset", b"id: 1\ndata: a\n\nid\ndata: b\n\n"),
    sse("id-of-an-unfinished-event", b"id: 1\ndata: a\n\nid: 2\ndata: b"),
    sse("unfinished", b"data: 1\n\ndata: never"),
    # Whoever reads it twice takes its length's square, and never comes to an end here.
    sse("unfinished-line-without-a-colon", b"data: 1\n\n" + b"x" * 1_000_000),
    sse("burst", b"".join(b"id: %d\ndata: %d\n\n" % (n, n) for n in range(500))),
    sse("nul-and-separators", "data: a\0b\u2028c\u0085d\x0be\n\n".encode()),
    sse("record-too-large", b"data: 1\n\ndata: " + b"x" * 1001 + b"\n\n", options={"recordLimit": 1000}),
    sse("record-of-the-limit", b"data: " + "é".encode() * 500 + b"\n\n", options={"recordLimit": 1000}),
    sse("lines-too-large", (b"data: " + b"x" * 300 + b"\n") * 4 + b"\n", options={"recordLimit": 1000}),
    sse("post", b"data: 1\n\ndata: 2\n\n", function="stream_chat"),
    sse("end-then-silence", b"data: 1\n\ndata: [DONE]\n\n", end=CLOSED, function="stream_chat", tail=None, trace=[
        OPEN_SSE, message("1"), message("[DONE]"), COMPLETE, CLOSE, ENDED,
    ]),
    sse("slow-consumer", b"".join(b"data: %d\n\n" % n for n in range(40)), call={"slow": 3}),
    sse("throwing-callback", b"data: 1\n\ndata: 2\n\n", call={"throws": True}),
    Script(
        "cut", "stream_notifications",
        [[head("text/event-stream", Content_Length=99), b"data: 1\n\ndata: 2", MOMENT, FIN]], {"reconnect": "never"},
    ),
    Script(
        "cut-chunks", "stream_notifications", [breaking("text/event-stream", b"data: 1\n\n")], {"reconnect": "never"}
    ),
    Script(
        "whole-chunks", "stream_notifications",
        [[head("text/event-stream", Transfer_Encoding="chunked"), chunked(b"data: 1\n", b"\ndata: 2\n\n"), FIN]],
        {"reconnect": "never"},
    ),
    Script(
        "reset", "stream_notifications", [breaking("text/event-stream", b"data: 1\n\n", end=RST)],
        {"reconnect": "never"},
    ),
    # Events that come again.
    again("stop", [EVENTS, b"retry: 100\ndata: 1\n\n", FIN], [NO_CONTENT, FIN]),
    again(
        "last-event-id",
        [EVENTS, b"retry: 100\nid: \xc3\xa91\ndata: one\n\nid: 2\ndata: never", FIN],
        [EVENTS, b"data: two\n\nid\n\n", FIN],
        [EVENTS, b"data: three\n\n", FIN],
        [NO_CONTENT, FIN],
    ),
    again(
        "first-id", [EVENTS, b"retry: 100\ndata: 1\n\n", FIN], [NO_CONTENT, FIN],
        options={"lastEventId": "41"}, tail=["--last-event-id", "41"],
    ),
    again("id-with-a-tab", [EVENTS, b"retry: 100\nid: a\tb\ndata: 1\n\n", FIN], [NO_CONTENT, FIN]),
    again(
        "reconnects-limited", [EVENTS, b"retry: 100\ndata: 1\n\n", FIN],
        *[[head("text/plain", "503 Busy"), FIN]] * 2, options={"reconnectLimit": 2}, tail=["--max-reconnects", "2"],
    ),
    again(
        "reconnects-limited-in-a-row", *[[EVENTS, b"retry: 100\ndata: 1\n\n", FIN]] * 3, [NO_CONTENT, FIN],
        options={"reconnectLimit": 1}, tail=["--max-reconnects", "1"],
    ),
    again(
        "no-reconnects", [EVENTS, b"data: 1\n\n", FIN], options={"reconnectLimit": 0}, tail=["--max-reconnects", "0"]
    ),
    again("on-failure-completes", [EVENTS, b"data: 1\n\n", FIN], reconnect="on-failure"),
    again(
        "on-failure-returns", breaking("text/event-stream", b"retry: 100\ndata: 1\n\n", end=RST),
        [EVENTS, b"data: 2\n\n", FIN], reconnect="on-failure",
    ),
    again(
        "busy-then-back",
        [EVENTS, b"retry: 100\ndata: 1\n\n", FIN],
        [head("text/plain", "503 Busy"), FIN],
        [EVENTS, b"data: 2\n\n", FIN],
        [NO_CONTENT, FIN],
    ),
    again(
        "gone-at-last", [EVENTS, b"retry: 100\ndata: 1\n\n", FIN], [head("text/plain", "404 Not Found") + b"no", FIN]
    ),
    again(
        "another-type-at-last", [EVENTS, b"retry: 100\ndata: 1\n\n", FIN], [head("text/html") + b"<p>", FIN]
    ),
    again("retry-grammar", [EVENTS, b"retry: 100\nretry: 1e3\nretry: -5\nretry:\ndata: 1\n\n", FIN], [NO_CONTENT, FIN]),
    again("cut-again", [EVENTS, b"retry: 100\n\n", FIN], [
        head("text/event-stream", Content_Length=99), b"data: 1\n\n", MOMENT, FIN], [NO_CONTENT, FIN]),
    # Answers that are no stream.
    answer("404", "stream_notifications", head("application/json", "404 Not Found") + b'{"detail":"no"}'),
    answer("422", "stream_notifications", head("application/json", "422 Unprocessable Entity") + DETAIL),
    answer("422-of-a-post", "stream_chat", head("application/json", "422 Unprocessable Entity") + DETAIL),
    answer("503-first", "stream_notifications", head("text/plain", "503 Busy")),
    answer("204-first", "stream_notifications", NO_CONTENT),
    answer("json-for-events", "stream_notifications", head("application/json") + b"{}"),
    answer("html-for-rows", "stream_analytics_data", head("application/pdf") + b"%PDF", tail=None, trace=[
        fatal("mediaType"), CLOSE,
    ]),
    answer("404-for-rows", "stream_analytics_data", head("text/plain", "404 Not Found") + b"no"),
    answer("204-for-rows", "stream_analytics_data", NO_CONTENT),
    answer("500-for-text", "stream_logs", head("text/plain", "500 Oops") + b"oops"),
    # Rows.
    rows("rows", b'{"a":1}\n[2]\n"three"\n4.5\ntrue\nnull\n'),
    rows("rows-bytewise", *bytewise('\ufeff{"n": "é"}\r\n\n  \n[1, 2]\n"📬"\n3'.encode())),
    rows("rows-2000", b"".join(b'{"name":"page-%d","value":%d}\n' % (n, n) for n in range(2000))),
    rows("rows-split-utf8", b'{"a":"\xf0\x9f', 0.05, b'\x93\xac"}\n{"b', 0.05, b'":1}\n'),
    rows("rows-without-last-end", b"1\n2"),
    rows("rows-empty"),
    rows("rows-invalid", b"1\n{oops}\n2\n"),
    rows("rows-invalid-utf8", b'1\n"\xff"\n2\n'),
    rows("rows-invalid-utf8-cut", b'1\n{"a":"\xff', MOMENT, head=head("application/x-ndjson", Content_Length=99)),
    rows("rows-invalid-utf8-too-large", *bytewise(b'1\n"\xff' + b"x" * 30 + b'"\n'), options={"recordLimit": 20}),
    rows("rows-invalid-at-the-end", b'1\n{"cut": '),
    rows("rows-too-large", b"1\n[" + b"1," * 1000 + b"1]\n", options={"recordLimit": 1000}),
    rows("rows-cut", b'{"a":1}\n{"b":', MOMENT, head=head("application/jsonl", Content_Length=99)),
    Script("rows-cut-chunks", "stream_analytics_data", [breaking("application/x-ndjson", b"1\n2\n")]),
    Script("rows-reset", "stream_analytics_data", [breaking("application/x-ndjson", b"1\n2\n", end=RST)]),
    rows("sequence", b"\x1e1\n\x1e[2,\n3]\n\x1e\"x\"\n", head=head("application/json-seq")),
    rows("sequence-cut", b"\x1e1\n\x1e12", head=head("application/json-seq")),
    rows("array", *bytewise(b'[1, {"a":[2]},"]"\n,4 ]'), head=head("application/json"), tail=["--as", "json"]),
    rows("concatenated", b'{"a":1}{"b":2} 3 4[5]"x"', head=head("application/json"), tail=["--as", "json"]),
    rows("array-unfinished", b"[1,2", head=head("application/json"), tail=["--as", "json"]),
    rows(
        "array-of-strings", *bytewise(b'["a\\\\", "\\"]", "[{", {"a\\\\\\"":"}"},1.5e3,[[]] ] [true]'),
        head=head("application/json"), tail=["--as", "json"],
    ),
    rows("array-without-comma", b"[1 2]", head=head("application/json"), tail=["--as", "json"]),
    rows("array-with-a-comma-too-many", b"[1,]", head=head("application/json"), tail=["--as", "json"]),
    rows(
        "array-left-in-the-middle", b"[1,2,", end=CLOSED, head=head("application/json"), call={"closeAfter": 2},
        tail=["--as", "json", "--max", "1"],
    ),
    rows(
        "sequence-left-in-the-middle", b"\x1e1\n", end=CLOSED, head=head("application/json-seq"),
        call={"closeAfter": 2}, tail=["--max", "1"],
    ),
    rows("separator-in-json", b"1\n\x1e2", head=head("application/json"), tail=["--as", "json"]),
    rows("separator-in-a-text", b'{"a":1}{"b":"\x1e"}', head=head("application/json"), tail=["--as", "json"]),
    rows("rows-slow-consumer", b"".join(b"%d\n" % n for n in range(40)), call={"slow": 3}),
    rows("rows-throwing-callback", b"1\n2\n", call={"throws": True}),
    # Text.
    text("text", b"line 1\nline 2\n"),
    text("text-split-utf8", b"a\xf0\x9f", 0.05, b"\x93\xac", 0.05, b"b\xe2\x82"),
    text("text-bom", b"\xef\xbb", 0.05, b"\xbfa"),
    text("text-untyped", b"a\n", head=UNTYPED, tail=["--as", "text"]),
    text("text-invalid", b"a\xffb\xc3("),
    Script("text-cut", "stream_logs", [breaking("text/plain", b"ab")]),
    # Files.
    answer("file", "download_file", FILE, b"01234", 0.05, b"56789"),
    answer("file-404", "download_file", head("text/plain", "404 Not Found") + b"no"),
    # Closing at each point.
    sse("close-at-once", b"data: 1\n\n", call={"closeAfter": 0}, tail=None, trace=[ENDED]),
    sse("close-in-open", b"data: 1\n\n", end=CLOSED, call={"closeAfter": 1}, tail=None, trace=[OPEN_SSE, ENDED]),
    sse("close-in-message", b"data: 1\n\ndata: 2\n\n", end=CLOSED, call={"closeAfter": 2}, tail=["--max", "1"]),
    sse(
        "abort-in-message", b"data: 1\n\ndata: 2\n\n", end=CLOSED, call={"closeAfter": 2, "aborts": True},
        tail=["--max", "1"],
    ),
    again("close-in-wait", [EVENTS, b"retry: 60000\n\n", FIN], call={"closeAfter": 2}, tail=None, trace=[
        OPEN_SSE, lost(60000), ENDED,
    ]),
    sse("close-in-complete", b"data: 1\n\n", call={"closeAfter": 3}, tail=None, trace=[
        OPEN_SSE, message("1"), COMPLETE, ENDED,
    ]),
    rows("rows-close-in-chunk", b"1\n2\n3\n", end=CLOSED, call={"closeAfter": 3}, tail=["--max", "2"]),
    rows("rows-abort-in-chunk", b"1\n2\n3\n", end=CLOSED, call={"closeAfter": 3, "aborts": True}, tail=["--max", "2"]),
    sse(
        "leave-the-loop", b"data: 1\n\ndata: 2\n\ndata: 3\n\n", end=CLOSED,
        call={"callbacks": False, "arguments": [1, {}], "leaveAfter": 2}, tail=None,
        trace=[{"record": "1"}, {"record": "2"}, ENDED],
    ),
    rows(
        "rows-through-a-loop", b"1\n2\n", call={"callbacks": False, "arguments": [{}], "leaveAfter": 9}, tail=None,
        trace=[{"record": 1}, {"record": 2}],
    ),
    rows(
        "rows-loop-throws", b"1\noops\n", call={"callbacks": False, "arguments": [{}], "leaveAfter": 9}, tail=None,
        trace=[{"record": 1}, {"thrown": {"kind": "invalidRecord"}}],
    ),
]  # fmt: skip

# What closes where a loop has no say.
CALLBACKS_ONLY = {"close-in-wait", "close-in-complete"}

BY_NAME = {script.name: script for script in SCRIPTS}
assert len(BY_NAME) == len(SCRIPTS)


def normal(lines):
    """A trace without what differs by right: cuts between pieces of text, progress on the way, words, and what
    only an inspector tells."""
    result = []
    for line in lines:
        if "inspector" in line:
            continue
        line = dict(line)
        last = result[-1] if result else {}
        if "error" in line:
            keys = ("kind", "status") if line["error"]["kind"] == "status" else ("kind",)
            line["error"] = {key: line["error"][key] for key in keys if key in line["error"]}
        if line.get("callback") == "onProgress" == last.get("callback"):
            result.pop()
        if line.get("callback") == "onChunk" == last.get("callback") and "text" in line and "text" in last:
            line["text"] = result.pop()["text"] + line["text"]
        result.append(line)
    return result


def as_loop(lines):
    """Of a trace what a loop over the records sees: they, and how it ends."""
    seen = ("onMessage", "onChunk", "onProgress", "onComplete")
    return [
        line for line in lines
        if line.get("callback") in seen or (line.get("callback") == "onError" and line["fatal"])
    ]  # fmt: skip


def callbacks_only(lines):
    return [line for line in lines if "callback" in line]


def parsed(text):
    # JavaScript's numbers are floats, however they are printed.
    return json.loads(text, parse_int=float)
