"""What a server may answer to an ordinary call or a download, and what every client makes of it."""

import gzip
from dataclasses import dataclass, field

from raw_server import RawServer, answer, chunked, head

FIN, RST = RawServer.FIN, RawServer.RST
# Browsers and their kin throw away what arrived in the same moment as the end that breaks it.
MOMENT = 0.2

THING = {
    "type": "object",
    "properties": {"n": {"type": "integer"}, "name": {"type": "string"}, "detail": {"type": "string"}},
}


def _call(media_type, schema, **more):
    return {"responses": {"200": {"description": "", "content": {media_type: {"schema": schema}}}}, **more}


DOCUMENT = {
    "openapi": "3.1.0", "info": {"title": "Answers", "version": "1"},
    "components": {"schemas": {"Thing": THING}},
    "paths": {
        "/thing": {
            "get": _call("application/json", {"$ref": "#/components/schemas/Thing"}, operationId="read_thing"),
            "head": _call("application/json", {"$ref": "#/components/schemas/Thing"}, operationId="head_thing"),
        },
        "/said": {"get": _call("text/plain", {"type": "string"}, operationId="read_said")},
        "/file": {
            "get": _call(
                "application/octet-stream", {"type": "string", "format": "binary"}, operationId="read_file"
            )
        },
    },
}  # fmt: skip
PATHS = {"read_thing": "/thing", "head_thing": "/thing", "read_said": "/said", "read_file": "/file"}


@dataclass
class Case:
    """`wanted`: `{"value": …}`, or `{"error": KIND}` with the `status` of one; `others`: where it can't be so."""

    name: str
    connections: list
    wanted: dict
    function: str = "read_thing"
    others: dict = field(default_factory=dict)


def value(given):
    return {"value": given}


def error(kind, **facts):
    return {"error": kind, **facts}


def body(content, media_type="application/json", status="200 OK", **fields):
    return [[head(media_type, status, Content_Length=len(content), **fields) + content, FIN]]


def thing(name, content, wanted, media_type="application/json", status="200 OK", others=None, **fields):
    return Case(name, body(content, media_type, status, **fields), wanted, others=others or {})


def said(name, content, wanted, media_type="text/plain"):
    return Case(name, body(content, media_type), value(wanted), "read_said")


def file(name, connections, wanted, **more):
    return Case(name, connections, wanted, "read_file", **more)


def bare(status, *lines):
    """An answer without a body that does not say so."""
    return [answer(status, *lines)]


def named(name, disposition, wanted):
    """A download's name, where its client keeps one."""
    lines = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 2\r\nConnection: close\r\n"
    said = b"Content-Disposition: " + disposition + b"\r\n" if disposition is not None else b""
    return file(name, [[lines + said + b"\r\nab", FIN]], {"value": "ab", "name": wanted})


ONE = b'{"n":1}'
NOTHING = {"swift": error("invalidRecord")}
ROUNDED = {"n": 9007199254740992}
THERE = body(ONE)[0]
BYTES, LATIN = "application/octet-stream", "application/json; charset=latin1"
NO_TYPE = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\n"

CASES = [
    thing("json", ONE, value({"n": 1})),
    thing("white-space-around", b' \r\n{"n": 1}\n\t', value({"n": 1})),
    thing("a-mark-before", b"\xef\xbb\xbf" + ONE, value({"n": 1})),
    thing("problem-json", b'{"detail":"no"}', value({"detail": "no"}), "application/problem+json"),
    thing("vendor-json", ONE, value({"n": 1}), "application/vnd.api+json; charset=utf-8"),
    thing("text-json", ONE, value({"n": 1}), "text/json"),
    thing("capitals", ONE, value({"n": 1}), "Application/JSON;Charset=UTF-8"),
    thing("an-error-in-a-200", b'{"detail":"There is none"}', value({"detail": "There is none"})),
    thing("another-status-of-success", ONE, value({"n": 1}), status="201 Created"),
    thing("gzip", gzip.compress(ONE), value({"n": 1}), Content_Encoding="gzip"),
    thing("utf-8-said-to-be-latin-1", '{"name":"é"}'.encode(), value({"name": "é"}), LATIN),
    thing("latin-1", '{"name":"é"}'.encode("latin-1"), error("invalidRecord"), LATIN),
    thing("a-half-character", b'{"name":"\xf0\x9f"}', error("invalidRecord")),
    thing(
        "an-integer-over-2-to-the-53", b'{"n":9007199254740993}', value({"n": 9007199254740993}),
        others={"deno": value(ROUNDED), "node": value(ROUNDED)},
    ),
    thing("html", b"<p>down for maintenance</p>", error("mediaType"), "text/html"),
    thing("text", b"1", error("mediaType"), "text/plain"),
    thing("lines-of-json", ONE + b"\n" + ONE + b"\n", error("mediaType"), "application/x-ndjson"),
    thing("bytes", b"\0\1", error("mediaType"), "application/octet-stream"),
    Case("no-type", [[NO_TYPE + ONE, FIN]], error("mediaType")),
    thing("empty", b"", error("invalidRecord")),
    thing("blank", b" \n", error("invalidRecord")),
    Case("empty-without-a-type", bare("200 OK", "Content-Length: 0"), error("mediaType")),
    Case("204", bare("204 No Content"), value(None), others=NOTHING),
    Case("205", bare("205 Reset Content", "Content-Length: 0"), value(None), others=NOTHING),
    Case("304", bare("304 Not Modified"), error("status", status=304)),
    thing("no-json", b'{"n":1', error("invalidRecord")),
    thing("two-values", ONE + ONE, error("invalidRecord")),
    thing("nan", b'{"n":NaN}', error("invalidRecord")),
    thing("404", b'{"detail":"no"}', error("status", status=404), status="404 Not Found"),
    thing("500-in-html", b"<p>", error("status", status=500), "text/html", "500 Oops"),
    Case("cut", [[head("application/json", Content_Length=99) + ONE, MOMENT, FIN]], error("connectionLost")),
    Case(
        "cut-chunks",
        [[head("application/json", Transfer_Encoding="chunked").replace(b"Connection: close\r\n", b"")
          + chunked(ONE, whole=False), MOMENT, FIN]],
        error("connectionLost"),
    ),
    # Redirects.
    Case("301", [answer("301 Moved", "Location: elsewhere?a=%2F#b"), THERE], value({"n": 1})),
    Case("308", [answer("308 Moved", "Location: elsewhere"), THERE], value({"n": 1})),
    Case("303", [answer("303 See Other", "Location: elsewhere"), THERE], value({"n": 1})),
    Case("300", bare("300 Choices", "Location: elsewhere"), error("status", status=300)),
    Case("302-to-nowhere", bare("302 Found"), error("status", status=302)),
    Case("302-to-no-http", bare("302 Found", "Location: ftp://127.0.0.1/thing"), error("redirect")),
    Case("302-to-no-address", bare("302 Found", "Location: http://127.0.0.1:99999/"), error("redirect")),
    Case("20-redirects", [answer("307 On", "Location: thing")] * 20 + [THERE], value({"n": 1})),
    Case("21-redirects", [answer("307 On", "Location: thing")] * 21 + [THERE], error("redirect")),
    # Without a body.
    Case("head", bare("200 OK", "Content-Type: application/json", "Content-Length: 7"), value(None), "head_thing"),
    Case("head-404", bare("404 Not Found"), error("status", status=404), "head_thing"),
    # Texts.
    said("a-text", "é\n".encode(), "é\n"),
    said("a-text-with-a-mark", b"\xef\xbb\xbfa", "a"),
    said("no-text", b"", ""),
    said("a-text-in-latin-1", "é".encode("latin-1"), "\ufffd", "text/plain; charset=latin1"),
    said("a-page", b"<p>", "<p>", "text/html"),
    # Files.
    named("without-a-name", None, "file"),
    named("a-name", b'attachment; filename="a b.csv"', "a b.csv"),
    named("a-name-without-quotes", b"attachment;filename=a.csv", "a.csv"),
    named("a-name-in-capitals", b'Attachment; FileName="a.csv"', "a.csv"),
    named("a-name-in-utf-8", b"attachment; filename=\"e.csv\"; filename*=UTF-8''%C3%A9.csv", "é.csv"),
    named("a-name-in-latin-1", b"attachment; filename*=iso-8859-1''%E9.csv", "é.csv"),
    named("a-name-with-quotes", rb'attachment; filename="a \"b\".csv"', 'a "b".csv'),
    named("a-name-of-a-path", b'attachment; filename="../../etc/passwd"', "passwd"),
    named("a-name-of-windows", rb'attachment; filename="C:\\dir\\a.csv"', "a.csv"),
    named("an-empty-name", b'attachment; filename=""', "file"),
    named("inline", b'inline; filename="a.csv"', "a.csv"),
    file("no-content", bare("204 No Content"), error("mediaType")),
    file("an-empty-file", body(b"", "application/octet-stream"), value("")),
    file("a-page-for-a-file", body(b"<p>", "text/html"), value("<p>")),
    file("a-file-404", body(b"no", "text/plain", "404 Not Found"), error("status", status=404)),
    file("a-cut-file", [[head(BYTES, Content_Length=9) + b"ab", MOMENT, FIN]], error("connectionLost")),
    file(
        "a-redirected-file", [answer("302 Found", "Location: other"), body(b"ab", "text/csv")[0]],
        {"value": "ab", "name": "other"},
    ),
    file("a-file-in-gzip", body(gzip.compress(b"ab"), BYTES, Content_Encoding="gzip"), value("ab")),
]  # fmt: skip

BY_NAME = {case.name: case for case in CASES}
assert len(BY_NAME) == len(CASES)
