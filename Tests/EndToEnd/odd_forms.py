"""Odd but public forms of HTTP/1.1 answers: the bytes that servers write, and the URLs that users type."""

import gzip
import zlib
from dataclasses import dataclass

from raw_server import RawServer, chunked

OPEN, RST = RawServer.CLOSED, RawServer.RST

# Long enough for a client to have read what came before, also on a busy machine.
PAUSE = 0.5
CURL, DENO = ("curl",), ("deno",)


@dataclass
class Form:
    """`steps` are RawServer's. What is asked below the form's own path is answered with the request's target.

    Ours does what one of the peers does; or `instead`, an end and a body, for the reason that `why` gives.
    `get` reads bytes, `tail` text.
    """

    name: str
    steps: list
    path: str = ""
    command: str = "tail"
    peers: tuple = CURL + DENO
    instead: tuple | None = None
    why: str = ""


def whole(*lines, first="HTTP/1.1 200 OK", body=b"hello", media="text/plain", end="\r\n"):
    """An answer in one piece; lines may be bytes where they are no Latin-1."""
    fields = [f"Content-Type: {media}"] if media else []
    head = [line if isinstance(line, bytes) else line.encode("latin-1") for line in [first, *fields, *lines]]
    return end.encode().join([*head, b"", body])


def fields(name, *lines, **changes):
    return Form(name, [whole(*lines, **changes)])


def first_line(name, first, *lines, **changes):
    return Form(name, [whole(*lines, first=first)], **changes)


def chunks(name, body, *steps):
    return Form(name, [whole("Transfer-Encoding: chunked", body=body), *steps])


def coded(name, coding, body, *lines, **changes):
    return Form(name, [whole(f"Content-Encoding: {coding}", *lines, body=body)], command="get", **changes)


def plain(name, coding):
    """A coding that nobody knows, or that is none: the bytes are read as they are. (--compressed makes curl refuse.)"""
    return coded(name, coding, b"hello", LENGTH, peers=DENO)


def place(name, path, **changes):
    """A URL as it is typed; what arrives must be what fetch sends."""
    return Form(name, [], path, peers=DENO, **changes)


def redirect(name, location, peers=DENO, **changes):
    head = whole(b"Location: " + location, "Content-Length: 0", first="HTTP/1.1 302 Found", body=b"")
    return Form(name, [head], peers=peers, **changes)


# Exceptions that more than one form has.
NOTHING: dict = {"instead": ("fault", b""), "why": "a first answer without anything to read is told as an error"}

LENGTH, CHUNKED = "Content-Length: 5", "Transfer-Encoding: chunked"
HELLO = chunked(b"hel", b"lo")
PACKED = gzip.compress(b"hello", mtime=0)
# Made with brotli and zstd; Python 3.11 has neither.
BROTLI = bytes.fromhex("0b028068656c6c6f03")
ZSTD = bytes.fromhex("28b52ffd0005290000") + b"hello"
FULL = whole("Content-Length: 5")
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"

LENGTHS = [
    fields("chunked-and-length", LENGTH, CHUNKED, body=HELLO),
    fields("chunked-and-other-length", "Content-Length: 3", CHUNKED, body=HELLO),
    fields("length-twice", LENGTH, LENGTH),
    fields("length-twice-in-a-line", "Content-Length: 5, 5"),
    fields("lengths-that-differ", LENGTH, "Content-Length: 3"),
    fields("lengths-that-differ-in-a-line", "Content-Length: 5, 3"),
    fields("length-with-plus", "Content-Length: +5"),
    fields("length-in-blanks", "Content-Length:   5  "),
    fields("length-with-letter", "Content-Length: 5x"),
    fields("length-negative", "Content-Length: -5"),
    fields("length-empty", "Content-Length:"),
    fields("length-huge", "Content-Length: 99999999999999999999999"),
    fields("length-zeros", "Content-Length: 0005"),
    fields("length-zero-with-body", "Content-Length: 0"),
    fields("body-too-short", "Content-Length: 10"),
    fields("body-too-long", "Content-Length: 3"),
    fields("length-without-body", LENGTH, body=b""),
    Form("length-kept-open", [FULL, OPEN]),
    Form("length-then-reset", [whole("Content-Length: 10"), PAUSE, RST]),
    fields("close-without-length", "Connection: close"),
    fields("nothing-about-the-end"),
    Form("no-length-then-reset", [whole("Connection: close"), PAUSE, RST]),
    Form("no-length-kept-open", [whole("Connection: close"), OPEN]),
]

CODES = [
    fields("coding-capital", "Transfer-Encoding: Chunked", body=HELLO),
    fields("coding-twice", "Transfer-Encoding: chunked, chunked", body=HELLO),
    fields("coding-two-lines", CHUNKED, CHUNKED, body=HELLO),
    fields("coding-gzip-chunked", "Transfer-Encoding: gzip, chunked", body=chunked(PACKED)),
    fields("coding-identity", "Transfer-Encoding: identity", LENGTH),
    fields("coding-unknown", "Transfer-Encoding: cow"),
    fields("coding-empty", "Transfer-Encoding:", LENGTH),
    fields("coding-chunked-in-1.0", CHUNKED, first="HTTP/1.0 200 OK", body=HELLO),
]

CHUNKS = [
    chunks("chunk-plain", HELLO),
    chunks("chunk-blank-before-line-end", b"5 \r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-blank-before-extension", b"5 ;a=b\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-tab-before-line-end", b"5\t\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-blank-before-size", b" 5\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-zeros-before-size", b"00000005\r\nhello\r\n000\r\n\r\n"),
    chunks("chunk-many-zeros", b"0" * 40 + b"5\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-small-hex", b"a\r\nhellohello\r\n0\r\n\r\n"),
    chunks("chunk-capital-hex", b"A\r\nhellohello\r\n0\r\n\r\n"),
    chunks("chunk-extension", b'5;a="b;c\\"d";e\r\nhello\r\n0;last\r\n\r\n'),
    chunks("chunk-extension-long", b"5;" + b"a" * 20_000 + b"\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-trailers", b"5\r\nhello\r\n0\r\nX-Sum: 1\r\nX-Two: 2\r\n\r\n"),
    chunks("chunk-trailer-bad", b"5\r\nhello\r\n0\r\nno colon\r\n\r\n"),
    chunks("chunk-last-line-end-missing", b"5\r\nhello\r\n0\r\n"),
    chunks("chunk-last-missing", b"5\r\nhello\r\n"),
    chunks("chunk-cut-inside", b"5\r\nhel"),
    chunks("chunk-last-missing-reset", b"5\r\nhello\r\n", PAUSE, RST),
    chunks("chunk-whole-kept-open", HELLO, OPEN),
    chunks("chunk-more-after-the-end", HELLO + b"HTTP/1.1 500 X\r\n\r\n"),
    chunks("chunk-0x", b"0x5\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-negative", b"-5\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-plus", b"+5\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-size-empty", b"\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-huge", b"ffffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-huge-signed", b"8000000000000000\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-bad-after-two-good", b"3\r\nhel\r\n2\r\nlo\r\nZZ\r\nxx"),
    chunks("chunk-bad-after-a-pause", b"3\r\nhel\r\n2\r\nlo\r\n", PAUSE, b"ZZ\r\nxx"),
    chunks("chunk-data-too-long", b"3\r\nhello\r\n0\r\n\r\n"),
    chunks("chunk-line-feeds-only", b"5\nhello\n0\n\n"),
    chunks("chunk-bytes-apart", b"", *[step for byte in HELLO for step in (bytes([byte]), 0.002)]),
]

HEADS = [
    Form("head-line-feeds-only", [whole(LENGTH, end="\n")]),
    Form("head-carriage-returns-only", [whole(LENGTH, end="\r")]),
    Form("head-in-two-writes", [FULL[:20], PAUSE, FULL[20:]]),
    # curl 7.88 takes it for a whole answer; half a head is none.
    Form("head-cut", [FULL[:30]], peers=DENO),
    Form("head-cut-by-reset", [FULL[:30], PAUSE, RST]),
    Form("head-none", []),
    Form("head-none-reset", [RST]),
    Form("head-blank-line-first", [b"\r\n" + FULL]),
    fields("head-name-empty", ": x", LENGTH),
    fields("head-no-colon", "no colon", LENGTH),
    fields("head-blank-before-colon", "X-Name : x", LENGTH),
    fields("head-length-blank-before-colon", "Content-Length : 5", body=b"hello, more"),
    fields("head-folded", "X-Name: a", "  folded", LENGTH),
    fields("head-folded-first", "  folded", LENGTH, media=""),
    fields("head-name-with-blank", "X Name: x", LENGTH),
    fields("head-value-nul", b"X-Name: a\0b", LENGTH),
    fields("head-value-lone-cr", b"X-Name: a\rb", LENGTH),
    fields("head-value-8-bit", b"X-Name: a\xff\xfeb", LENGTH),
    fields("head-value-utf-8", "X-Name: grün ✓".encode(), LENGTH),
    fields("head-value-control", b"X-Name: a\x01\x7fb", LENGTH),
    fields("head-line-90k", "X-Name: " + "a" * 90_000, LENGTH),
    fields("head-line-110k", "X-Name: " + "a" * 110_000, LENGTH),
    fields("head-90-lines", *[f"X-{number}: x" for number in range(90)], LENGTH),
    fields("head-1000-lines", *[f"X-{number}: x" for number in range(1000)], LENGTH),
    fields("media-absent", LENGTH, media=""),
    fields("media-twice", "Content-Type: text/html", LENGTH),
    fields("media-odd-parameters", LENGTH, media='text/plain;;charset="utf-8" ;charset=x; =;a'),
    fields("media-empty", "Content-Type:", LENGTH, media=""),
]

STATUSES = [
    first_line("status-no-reason", "HTTP/1.1 200", LENGTH),
    first_line("status-blank-no-reason", "HTTP/1.1 200 ", LENGTH),
    first_line("status-two-blanks", "HTTP/1.1  200 OK", LENGTH),
    first_line("status-tab", "HTTP/1.1\t200 OK", LENGTH),
    first_line("status-small-letters", "http/1.1 200 OK", LENGTH),
    first_line("status-reason-8-bit", b"HTTP/1.1 200 \xfc", LENGTH),
    first_line("status-reason-colon", "HTTP/1.1 200 a: b", LENGTH),
    first_line("status-000", "HTTP/1.1 000 X", LENGTH),
    first_line("status-099", "HTTP/1.1 099 X", LENGTH),
    first_line("status-1000", "HTTP/1.1 1000 X", LENGTH),
    first_line("status-20", "HTTP/1.1 20 OK", LENGTH),
    first_line("status-letters", "HTTP/1.1 abc OK", LENGTH),
    first_line("status-negative", "HTTP/1.1 -200 OK", LENGTH),
    first_line("status-299", "HTTP/1.1 299 X", LENGTH),
    first_line("status-600", "HTTP/1.1 600 X", LENGTH),
    first_line("status-999", "HTTP/1.1 999 X", LENGTH),
    first_line("version-3.7", "HTTP/3.7 200 OK", LENGTH),
    first_line("version-1.2", "HTTP/1.2 200 OK", LENGTH),
    first_line("version-2", "HTTP/2 200 OK", LENGTH),
    first_line("version-1.0-no-length", "HTTP/1.0 200 OK"),
    Form("version-0.9", [b"hello"]),
    first_line("version-icy", "ICY 200 OK", "icy-name: radio"),
    first_line("upgrade-unasked", "HTTP/1.1 101 Switching Protocols", "Upgrade: x", "Connection: Upgrade"),
    Form("continue-first", [b"HTTP/1.1 100 Continue\r\n\r\n" + FULL]),
    Form("processing-first", [b"HTTP/1.1 102 Processing\r\n\r\n", PAUSE, FULL]),
    Form("hints-first", [HINTS + FULL]),
    Form("several-before", [b"HTTP/1.1 100 Continue\r\n\r\n" + HINTS * 3 + b"HTTP/1.1 199 X\r\n\r\n" + FULL]),
    # Bounded: 48 MB in at least four seconds.
    # Deno reads for ever; a limit is right.
    Form("hints-without-end", [HINTS * 200, 0.001] * 4000 + [OPEN], peers=CURL),
    first_line("no-content-with-body", "HTTP/1.1 204 No Content", LENGTH, **NOTHING),
    first_line("not-modified-with-body", "HTTP/1.1 304 Not Modified", LENGTH),
    first_line("reset-content-with-body", "HTTP/1.1 205 Reset Content", LENGTH),
    first_line("reset-content-open", "HTTP/1.1 205 Reset Content"),
    Form("no-content-kept-open", [whole(first="HTTP/1.1 204 No Content", body=b""), OPEN], **NOTHING),
]

CODINGS = [
    plain("content-utf-8", "utf-8"),
    plain("content-none", "none"),
    plain("content-binary", "binary"),
    plain("content-identity", "identity"),
    plain("content-aws-chunked", "aws-chunked"),
    plain("content-empty", ""),
    coded("content-gzip", "gzip", PACKED),
    coded("content-gzip-capital", "GZIP", PACKED),
    coded("content-x-gzip", "x-gzip", PACKED),
    coded("content-deflate", "deflate", zlib.compress(b"hello")),
    coded("content-deflate-raw", "deflate", zlib.compress(b"hello")[2:-4]),
    coded("content-br", "br", BROTLI),
    coded("content-zstd", "zstd", ZSTD),
    coded("content-gzip-two-members", "gzip", PACKED * 2, instead=("whole", b"hellohello"),
          why="RFC 1952 2.2: members follow one another, and all are the body"),
    # curl 7.88 takes it for whole; a body that breaks off is an error.
    coded("content-gzip-cut", "gzip", PACKED[:-10], peers=DENO),
    coded("content-gzip-rubbish-after", "gzip", PACKED + b"rubbish"),
    coded("content-gzip-is-text", "gzip", b"hello", LENGTH),
    coded("content-gzip-none", "gzip", b"", "Content-Length: 0"),
    coded("content-gzip-identity", "gzip, identity", PACKED),
    coded("content-gzip-twice", "gzip, gzip", gzip.compress(PACKED, mtime=0)),
]

REDIRECTS = [
    redirect("redirect-plain", b"/redirect-plain/there"),
    redirect("redirect-empty", b"", peers=CURL + DENO),
    redirect("redirect-blanks", b"/redirect-blanks/a b|{c"),
    redirect("redirect-utf-8", "/redirect-utf-8/grün".encode(), instead=("whole", b"/redirect-utf-8/gr%C3%BCn"),
             why="as Chromium and curl: bytes are kept; Deno takes them for Latin-1"),
    redirect("redirect-latin-1", b"/redirect-latin-1/gr\xfcn", instead=("whole", b"/redirect-latin-1/gr%FCn"),
             why="as Chromium and curl: bytes are kept; Deno takes them for Latin-1"),
    redirect("redirect-fragment", b"/redirect-fragment/there#part"),
    redirect("redirect-percent", b"/redirect-percent/a%2Fb?x[]=%26"),
    redirect("redirect-dots", b"/x/../redirect-dots/a/./b/../c"),
    redirect("redirect-backslash", b"\\redirect-backslash\\there"),
    redirect("redirect-query", b"?x=1"),
    Form("redirect-absent", [whole("Content-Length: 0", first="HTTP/1.1 302 Found", body=b"")]),
]

PLACES = [
    place("url-brackets", "/e?ids[]=1&x=%26y"),
    place("url-dots", "/a/../b"),
    place("url-dots-encoded", "/a/%2e%2E/b"),
    place("url-blank", '/a b|{"ü'),
    place("url-query-marks", "/q?a=b c|{\"ü'`<>^"),
    place("url-path-marks", "/p^`<>'[]", instead=("whole", b"/url-path-marks/p%5E%60%3C%3E'[]"),
          why="the URL standard encodes ^ in paths; Deno's parser is older than that"),
    place("url-percent", "/100%/%zz?50%=%"),
    place("url-percent-kept", "/a%2Fb%20c%7e?x=%c3%bc"),
    place("url-fragment", "/a?b#c d"),
    place("url-backslash", "/a\\b?c\\d"),
    place("url-question-only", "/a?"),
    place("url-two-slashes", "//a//b"),
    place("url-plus-semicolon", "/a;b=c+d?e;f=g+h"),
    place("url-emoji", "/☕?q=日本"),
]

FORMS = [*LENGTHS, *CODES, *CHUNKS, *HEADS, *STATUSES, *CODINGS, *REDIRECTS, *PLACES]
