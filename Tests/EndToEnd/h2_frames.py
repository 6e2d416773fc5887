"""HTTP/2 written by hand: frames as bytes, right or wrong."""

import struct

DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = range(10)
END_STREAM, ACK, END_HEADERS, PADDED = 0x1, 0x1, 0x4, 0x8
NO_ERROR, PROTOCOL_ERROR, INTERNAL_ERROR, REFUSED_STREAM, CANCEL, CALM = 0, 1, 2, 7, 8, 11

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind, payload=b"", stream=0, flags=0, length=None):
    """`length` is what the frame says of itself, where that isn't true."""
    size = len(payload) if length is None else length
    return struct.pack(">I", size)[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def field(name, value):
    """A field of a head, written out (RFC 7541 6.2.2); both are shorter than 127 bytes."""
    name, value = name.encode(), value.encode()
    return bytes([0, len(name)]) + name + bytes([len(value)]) + value


def headers(stream, *fields, flags=END_HEADERS):
    return frame(HEADERS, b"".join(field(*pair) for pair in fields), stream, flags)


def opened(stream, *more, status="200", media="text/event-stream"):
    return headers(stream, (":status", status), ("content-type", media), *more)


def data(stream, body, flags=0):
    return frame(DATA, body, stream, flags)


def number(value):
    return struct.pack(">I", value)


def goaway(code, last=0, why=b""):
    return frame(GOAWAY, number(last) + number(code) + why)


def reset(stream, code):
    return frame(RST_STREAM, number(code), stream)


def window(stream, more):
    return frame(WINDOW_UPDATE, number(more), stream)


def read_frame(read):
    """(kind, flags, stream, payload) of the next frame; `read` gives exactly so many bytes."""
    start = read(9)
    kind, flags, stream = struct.unpack(">BBI", start[3:])
    return kind, flags, stream & 0x7FFFFFFF, read(int.from_bytes(start[:3], "big"))
