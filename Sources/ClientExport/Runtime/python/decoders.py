"""The decoders of the kinds of streams."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .errors import ContentTypeError
from .records import Event, _is_blank, _Lines, _Pending, _records, _value

if TYPE_CHECKING:
    from .streams import _Stream

# Exported from here on.


class _Decoder:
    """Records from bytes that are cut anywhere."""

    def push(self, part: bytes) -> Iterator[Any]:
        raise NotImplementedError

    def finish(self) -> Iterator[Any]:
        yield from ()


class _TextDecoder(_Decoder):
    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def push(self, part: bytes) -> Iterator[str]:
        text = self._decoder.decode(part)
        if text:
            yield text

    def finish(self) -> Iterator[str]:
        text = self._decoder.decode(b"", True)
        if text:
            yield text


class _CodingCheck:
    """Refuses a text that httpx has left compressed, which would read as a stream of nothing."""

    def __init__(self, coding: str = "") -> None:
        self._coding = coding
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        # Compressed bytes are no text from the first few on.
        self._left = 64 if re.search("gzip|deflate|br|zstd|compress", coding.lower()) else 0

    def push(self, part: bytes) -> None:
        if self._left <= 0:
            return
        self._left -= len(part)
        try:
            self._decoder.decode(part)
        except UnicodeDecodeError as error:
            message = f"the answer is compressed ({self._coding}), which httpx undoes only with a package for it"
            raise ContentTypeError("mediaType", message) from error


class _LineDecoder(_Decoder):
    """One JSON value a line."""

    def __init__(self, limit: int) -> None:
        # A line may end in CR and LF.
        self._lines = _Lines(_Pending(limit, spare=1))

    def push(self, part: bytes) -> Iterator[Any]:
        for line in self._lines.push(part):
            if not _is_blank(line):
                yield _value(line)

    def finish(self) -> Iterator[Any]:
        yield from _records(self._lines.pending.take())


class _EventDecoder(_Decoder):
    """Source: WHATWG HTML, 9.2.6, "Interpreting an event stream"."""

    def __init__(self, stream: _Stream, limit: int) -> None:
        self._stream = stream
        self._lines = _Lines(_Pending(limit, spare=len("data: ")), ends_at_return=True)
        self._limit = limit
        self._id = stream.last_event_id
        self._type = ""
        self._data: list[bytes] = []
        self._size = 0

    def push(self, part: bytes) -> Iterator[Event[str, Any]]:
        for line in self._lines.push(part):
            if not line:
                if event := self._event():
                    yield event
                continue
            name, _, value = line.partition(b":")
            if value[:1] == b" ":
                value = value[1:]
            # All in one function: a call for each line takes as long as reading it.
            if name == b"data":
                self._add(value)
            elif name == b"event":
                self._type = value.decode("utf-8", "replace")
            elif name == b"id":
                if b"\0" not in value:
                    self._id = value.decode("utf-8", "replace")
            elif name == b"retry" and re.fullmatch(b"[0-9]+", value):
                self._stream.retry = min(float(value), 300_000) / 1000

    def _add(self, data: bytes) -> None:
        self._size += len(data) + bool(self._data)
        if self._size > self._limit:
            self._lines.pending.check(self._size)
        self._data.append(data)

    def _event(self) -> Event[str, Any] | None:
        """The event that a blank line ends; one without data is none."""
        data, type = self._data, self._type or "message"
        self._stream.last_event_id = self._id
        self._type = ""
        if not data:
            return None
        self._data, self._size = [], 0
        # No character reaches over the end of a line.
        return Event(type, b"\n".join(data).decode("utf-8", "replace"), self._id)
