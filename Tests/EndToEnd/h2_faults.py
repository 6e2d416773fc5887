"""What an HTTP/2 server may do wrong, or only seems to: before the head, with two events or after them."""

from dataclasses import dataclass

import h2_frames as h2

TWO_EVENTS = (b"data: 1\n\n", b"data: 2\n\n")

# Long enough for a client to have read what came before.
PAUSE = 0.3


class End:
    """The server ends what it sends, and reads on."""


@dataclass
class Flood:
    """Sent again and again, until the client has gone, MOST_BYTES are sent or LONGEST is over."""

    turn: bytes


def whole(stream):
    """A clean end."""
    return h2.data(stream, b"", h2.END_STREAM)


def both(stream):
    return [h2.data(stream, event) for event in TWO_EVENTS]


# No fault, however it looks: the steps after a request, by its stream.
RIGHT = {
    "end-in-a-frame-of-its-own": lambda stream: [h2.opened(stream), *both(stream), whole(stream)],
    "end-with-the-last-event": lambda stream: [
        h2.opened(stream) + h2.data(stream, TWO_EVENTS[0]), h2.data(stream, TWO_EVENTS[1], h2.END_STREAM)
    ],
    "end-with-fields": lambda stream: [
        h2.opened(stream), *both(stream), h2.headers(stream, ("x-sum", "1"), flags=h2.END_STREAM | h2.END_HEADERS)
    ],
    "end-and-closed": lambda stream: [h2.opened(stream), *both(stream), whole(stream), End],
    "end-and-goaway": lambda stream: [
        h2.opened(stream), *both(stream), PAUSE, whole(stream) + h2.goaway(h2.NO_ERROR, stream), End
    ],
    "all-in-one-write-and-goaway": lambda stream: [
        h2.opened(stream) + b"".join(both(stream)) + whole(stream) + h2.goaway(h2.NO_ERROR, stream), End
    ],
    # RFC 9113 6.8: what has begun goes on.
    "goaway-in-the-middle": lambda stream: [
        h2.opened(stream), both(stream)[0], h2.goaway(h2.NO_ERROR, stream), PAUSE, both(stream)[1], whole(stream)
    ],
    "hints-first": lambda stream: [
        h2.headers(stream, (":status", "103"), ("link", "</a>")) * 3, h2.opened(stream), *both(stream), whole(stream)
    ],
    "head-in-pieces": lambda stream: [
        h2.headers(stream, (":status", "200"), flags=0),
        h2.frame(h2.CONTINUATION, h2.field("content-type", "text/event-stream"), stream, h2.END_HEADERS),
        *both(stream), whole(stream),
    ],
    "frames-between": lambda stream: [
        h2.opened(stream), both(stream)[0], h2.frame(h2.PING, b"12345678"), h2.window(0, 1000), h2.window(stream, 1000),
        h2.frame(h2.SETTINGS, b"\0\3\0\0\0\x64"), h2.frame(0x77, b"unknown", stream), h2.data(stream, b""),
        h2.frame(h2.PRIORITY, h2.number(0) + b"\x10", stream), both(stream)[1], whole(stream),
    ],
    "padding": lambda stream: [
        h2.opened(stream),
        *(h2.data(stream, b"\x20" + event + bytes(32), h2.PADDED) for event in TWO_EVENTS), whole(stream),
    ],
    "length-met": lambda stream: [h2.opened(stream, ("content-length", "18")), *both(stream), whole(stream)],
    "bytes-apart": lambda stream: [
        h2.opened(stream), *(h2.data(stream, bytes([byte])) for event in TWO_EVENTS for byte in event), whole(stream)
    ],
    "frames-cut-anywhere": lambda stream: [
        step for byte in h2.opened(stream) + b"".join(both(stream)) + whole(stream) for step in (bytes([byte]), 0.001)
    ],
}  # fmt: skip

# What breaks a connection wherever it comes, by name: stream → bytes.
BROKEN = {
    "settings-of-5-bytes": lambda stream: h2.frame(h2.SETTINGS, b"12345"),
    "settings-ack-with-payload": lambda stream: h2.frame(h2.SETTINGS, b"123456", flags=h2.ACK),
    "settings-on-a-stream": lambda stream: h2.frame(h2.SETTINGS, b"", stream),
    "settings-frame-size-of-1": lambda stream: h2.frame(h2.SETTINGS, b"\0\5\0\0\0\1"),
    "ping-of-7-bytes": lambda stream: h2.frame(h2.PING, b"1234567"),
    "data-on-stream-0": lambda stream: h2.data(0, b"data: x\n\n"),
    "data-on-a-stream-of-nobody": lambda stream: h2.data(stream + 1000, b"data: x\n\n"),
    "headers-on-stream-0": lambda stream: h2.opened(0),
    "head-coding-broken": lambda stream: h2.frame(h2.HEADERS, b"\x80", stream, h2.END_HEADERS),
    "head-coding-index-unknown": lambda stream: h2.frame(h2.HEADERS, b"\xff\xff\x7f", stream, h2.END_HEADERS),
    "head-coding-cut": lambda stream: h2.frame(h2.HEADERS, b"\x00\x05ab", stream, h2.END_HEADERS),
    "padding-longer-than-the-frame": lambda stream: h2.frame(h2.DATA, b"\xffabc", stream, h2.PADDED),
    "window-update-of-0": lambda stream: h2.window(0, 0),
    "window-update-of-0-for-the-stream": lambda stream: h2.window(stream, 0),
    "window-update-past-the-limit": lambda stream: h2.window(0, 0x7FFFFFFF) * 2,
    "frame-of-16-mb-unknown": lambda stream: h2.frame(0x77, b"x" * 100_000, stream, length=0xFFFFFF),
    "data-frame-too-large": lambda stream: h2.frame(h2.DATA, b"x" * 100_000, stream, length=0xFFFFFF),
    "continuation-of-nothing": lambda stream: h2.frame(h2.CONTINUATION, b"", stream, h2.END_HEADERS),
    "push-that-nobody-wants": lambda stream: h2.frame(h2.PUSH_PROMISE, h2.number(2) + b"\x82", stream, h2.END_HEADERS),
    "not-http-2": lambda stream: b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    "goaway-internal-error": lambda stream: h2.goaway(h2.INTERNAL_ERROR, why=b"the server's reason"),
    "goaway-calm": lambda stream: h2.goaway(h2.CALM, last=stream),
    "reset-refused": lambda stream: h2.reset(stream, h2.REFUSED_STREAM),
    "reset-internal-error": lambda stream: h2.reset(stream, h2.INTERNAL_ERROR),
    "reset-cancel": lambda stream: h2.reset(stream, h2.CANCEL),
    "reset-no-error": lambda stream: h2.reset(stream, h2.NO_ERROR),
}
# GOAWAY that covers the stream lets it go on (RFC 9113 6.8), so the server closes then, as servers do.
CLOSES = {"goaway-internal-error", "goaway-calm"}


def status(*values):
    fields = [(":status", value) for value in values]
    return lambda stream: h2.headers(stream, *fields, ("content-type", "text/event-stream"))


# Heads that are none: stream → bytes; two events follow.
BAD_HEADS = {
    "status-0": status("0"),
    "status-000": status("000"),
    "status-99": status("99"),
    "status-099": status("099"),
    "status-minus-1": status("-1"),
    "status-abc": status("abc"),
    "status-1000": status("1000"),
    "status-empty": status(""),
    "status-missing": status(),
    "status-twice": status("200", "200"),
    "status-after-fields": lambda stream: h2.headers(
        stream, ("content-type", "text/event-stream"), (":status", "200")
    ),
    "request-fields-in-an-answer": lambda stream: h2.headers(stream, (":status", "200"), (":path", "/")),
    "upgrade-in-http-2": status("101"),
    "name-in-capitals": lambda stream: h2.opened(stream, ("X-Name", "x")),
    "data-before-a-head": lambda stream: b"",
}

# Bodies that are not what their head says: (content-length, what ends the body after two events of 18 bytes).
LENGTHS = {"shorter-than-its-length": ("100", b""), "longer-than-its-length": ("20", b"data: 3\n\n")}

# What is sent again and again; bytes of one turn.
FLOODS = {
    "continuation": lambda stream: h2.frame(h2.CONTINUATION, h2.field("x-more", "x" * 100) * 100, stream),
    "continuation-empty": lambda stream: h2.frame(h2.CONTINUATION, b"", stream) * 1000,
    "ping": lambda stream: h2.frame(h2.PING, b"12345678") * 1000,
    "settings": lambda stream: h2.frame(h2.SETTINGS, b"\0\3\0\0\0\x64") * 1000,
    "settings-empty": lambda stream: h2.frame(h2.SETTINGS) * 1000,
    "priority": lambda stream: h2.frame(h2.PRIORITY, h2.number(0) + b"\x10", stream) * 1000,
    "priority-of-other-streams": lambda stream: b"".join(
        h2.frame(h2.PRIORITY, h2.number(0) + b"\x10", other) for other in range(3, 2003, 2)
    ),
    "data-empty": lambda stream: h2.data(stream, b"") * 1000,
    "window-update": lambda stream: h2.window(0, 1) * 1000,
    "unknown-frames": lambda stream: h2.frame(0x77, b"x" * 1000, stream) * 20,
    "hints": lambda stream: h2.headers(stream, (":status", "103"), ("link", "</a>")) * 500,
    "resets-of-a-stream-that-ended": lambda stream: h2.reset(stream, h2.CANCEL) * 1000,
}


# Where a fault comes: before the head, in one write with the two events, or some time after them.
PLACES = ("before", "with", "after")


def steps(kind, name, place):
    """The answer to a request, by its stream: bytes, seconds, `Flood` or `End`."""

    def of(stream):
        events = b"".join(both(stream))
        if kind == "broken":
            return put(place, h2.opened(stream) + events, BROKEN[name](stream)) + [End] * (name in CLOSES)
        if kind == "head":
            return [BAD_HEADS[name](stream) + events]
        if kind == "length":
            length, more = LENGTHS[name]
            head = h2.opened(stream, ("content-length", length))
            return put(place, head + events, h2.data(stream, more, h2.END_STREAM))
        if kind == "flood":
            # A head that goes on: the answer's own, or the fields after its body.
            first = {"before": h2.headers(stream, (":status", "200"), flags=0)}
            first.setdefault(place, h2.headers(stream, ("x-sum", "1"), flags=h2.END_STREAM))
            fault = first[place] if "continuation" in name else b""
            return put(place, h2.opened(stream) + events, fault) + [Flood(FLOODS[name](stream))]
        return RIGHT[name](stream)

    return of


def put(place, good, fault):
    return {"before": [fault], "with": [good + fault], "after": [good, PAUSE, fault]}[place]
