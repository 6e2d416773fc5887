"""JSON values that line ends do not part."""

from __future__ import annotations

import codecs
import re
from collections.abc import Generator, Iterator
from typing import Any, Literal

from .decoders import _Decoder
from .errors import RecordError
from .records import _DECODER, _Pending, _records

# Exported from here on.

_SEPARATOR = 0x1E
_SPACES = b" \t\n\r"
# Most strings are whole and plain.
_SIGNS = re.compile(rb'"[^"\\\x1e]*"|["\[\]{}\x1e]')
_STRING_SIGNS = re.compile(rb'["\\\x1e]')
_SCALAR_ENDS = re.compile(rb'[ \t\n\r,:\[\]{}"\x1e]')
# What stands before an element of an array: the comma is needed behind a value.
_SPACE = re.compile(r"[ \t\n\r]*+(?=.)", re.DOTALL)
_ELEMENT_STARTS = {
    "out": _SPACE, "start": _SPACE, "comma": _SPACE,
    "value": re.compile(r"[ \t\n\r]*+,[ \t\n\r]*+(?=.)", re.DOTALL),
}
_ELEMENT_ENDS = re.compile(r"[ \t\n\r,\]]")


class _ValueEnd:
    """Looks for the end of one JSON value."""

    def __init__(self) -> None:
        self.is_scalar = False
        self._in_string = False
        self._is_escaped = False
        self._depth = 0

    def find(self, part: bytes, at: int) -> int | None:
        """Where the value ends in `part`; None where it goes on behind it."""
        while at < len(part):
            byte = part[at]
            if self._is_escaped and byte != _SEPARATOR:
                self._is_escaped = False
                at += 1
            elif not (self._depth or self._in_string or self.is_scalar or _SIGNS.match(part, at)):
                self.is_scalar = True
                at += 1
            else:
                match = self._pattern.search(part, at)
                if match is None:
                    return None
                # No value holds a record separator: it was cut off.
                if self.is_scalar or match[0] == b"\x1e":
                    return match.start()
                at = match.end()
                if self._is_closed_by(match[0]):
                    return at
        return None

    @property
    def _pattern(self) -> re.Pattern[bytes]:
        if self.is_scalar:
            return _SCALAR_ENDS
        return _STRING_SIGNS if self._in_string else _SIGNS

    def _is_closed_by(self, sign: bytes) -> bool:
        if sign == b"\\":
            self._is_escaped = True
        elif sign == b'"':
            self._in_string = not self._in_string
        elif len(sign) == 1:
            self._depth += 1 if sign in b"[{" else -1
        return self._depth <= 0 and not self._in_string


class _ValuesDecoder(_Decoder):
    """Values one after the other; `_between` reads what stands between them."""

    def __init__(self, limit: int) -> None:
        self._pending = _Pending(limit)
        self._value: _ValueEnd | None = None

    def push(self, part: bytes) -> Iterator[Any]:
        at = 0
        while at < len(part):
            at = yield from self._read(part, at)

    def _read(self, part: bytes, at: int) -> Generator[Any, None, int]:
        """Reads a byte between two values, or a value as far as it goes; returns what comes next."""
        if self._value is None:
            yield from self._between(part[at])
            return at if self._value else at + 1
        end = self._value.find(part, at)
        self._pending.add(part[at:end])
        if end is None:
            return len(part)
        is_scalar, self._value = self._value.is_scalar, None
        yield from self._ended(is_scalar)
        return end

    def _between(self, byte: int) -> list[Any]:
        """Begins a value where `byte` is its first; gives out the one before when that is over."""
        raise NotImplementedError

    def _ended(self, is_scalar: bool) -> list[Any]:
        raise NotImplementedError

    def _take(self) -> list[Any]:
        return _records(self._pending.take())


class _ArrayDecoder(_ValuesDecoder):
    """Concatenated values; where the first is an array, the elements of each."""

    _opens_arrays: bool | None = None
    # Where the next byte between two values stands.
    _place: Literal["out", "start", "value", "comma"] = "out"

    def push(self, part: bytes) -> Iterator[Any]:
        at = 0
        while at < len(part) and (self._value or self._is_outside):
            at = yield from self._read(part, at)
        if at < len(part):
            at = yield from self._whole(part, at)
        while at < len(part):
            at = yield from self._read(part, at)

    @property
    def _is_outside(self) -> bool:
        """No value can begin here before an array does."""
        return self._place == "out" and self._opens_arrays is not False

    def _whole(self, part: bytes, at: int) -> Generator[Any, None, int]:
        """The values that are whole in `part`, which C reads several times as fast.

        Returns where the rest begins; whether it is cut or not valid, `_read` tells.
        """
        try:
            # A character may be cut.
            text = codecs.utf_8_decode(memoryview(part)[at:], "strict", False)[0]
        except UnicodeDecodeError:
            return at
        # A character is at most four bytes.
        end, limit = 0, self._pending.limit // 4
        while match := _ELEMENT_STARTS[self._place].match(text, end):
            start = match.end()
            try:
                value, stop = _DECODER.raw_decode(text, start)
            except (ValueError, RecursionError):
                break
            # A number may go on.
            is_open = text[start] not in '"[{' and not _ELEMENT_ENDS.match(text, stop)
            if is_open or stop - start > limit:
                break
            end = stop
            self._leave()
            yield value
        return at + (end if text.isascii() else len(text[:end].encode()))

    def _between(self, byte: int) -> list[Any]:
        if byte in _SPACES:
            return []
        if byte == _SEPARATOR:
            raise RecordError("invalidRecord", "a record separator stands between two records")
        if self._opens_arrays is None:
            self._opens_arrays = byte == ord("[")
        if self._place == "out" and self._opens_arrays and byte == ord("["):
            self._place = "start"
        elif self._place in ("start", "value") and byte == ord("]"):
            self._place = "out"
        elif self._place != "value":
            self._value = _ValueEnd()
        elif byte == ord(","):
            self._place = "comma"
        else:
            raise RecordError("invalidRecord", "a comma is missing between two records")
        return []

    def _ended(self, is_scalar: bool) -> list[Any]:
        self._leave()
        return self._take()

    def _leave(self) -> None:
        """A value is over."""
        if self._place != "out":
            self._place = "value"

    def finish(self) -> Iterator[Any]:
        if self._value is not None:
            yield from self._take()
        if self._place != "out":
            raise RecordError("invalidRecord", "the array of records ends too early")


class _SequenceDecoder(_ValuesDecoder):
    """RFC 7464: a record separator, a value, a line feed."""

    _place: Literal["out", "start", "value", "over"] = "out"
    _may_be_cut = False

    def _between(self, byte: int) -> list[Any]:
        is_over = self._place == "value" and byte in b"\n\x1e"
        if byte == _SEPARATOR:
            self._place = "start"
            if is_over:
                self._check(self._may_be_cut)
        elif byte in _SPACES:
            self._may_be_cut = False
            if is_over:
                self._place = "over"
        elif self._place == "start":
            self._value = _ValueEnd()
        else:
            raise RecordError("invalidRecord", "text stands outside of the records")
        return self._take() if is_over else []

    def _ended(self, is_scalar: bool) -> list[Any]:
        self._place = "value"
        self._may_be_cut = is_scalar
        return []

    def finish(self) -> Iterator[Any]:
        if self._value is not None:
            self._check(self._value.is_scalar)
        elif self._place == "value":
            self._check(self._may_be_cut)
        yield from self._take()

    def _check(self, may_be_cut: bool) -> None:
        if may_be_cut:
            raise RecordError("invalidRecord", "a number or literal may be cut short")
