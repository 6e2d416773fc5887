"""Records, and the bytes of one whose end has not come yet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Generic, NamedTuple

from .basics import _Data, _Name
from .errors import RecordError

# Exported from here on.


class Event(NamedTuple, Generic[_Name, _Data]):
    """One Server-Sent Event."""

    type: _Name
    data: str
    last_event_id: str

    def json(self) -> _Data:
        """The data, which is JSON."""
        data: _Data = _value(self.data.encode())
        return data


_MARK = b"\xef\xbb\xbf"


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _value(text: bytes) -> Any:
    try:
        return json.loads(text.decode(), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise RecordError("invalidRecord", f"a record is not JSON: {error}") from error


def _records(text: bytes) -> list[Any]:
    """The record in `text`; none where there is only white space."""
    return [_value(text)] if text.strip(b" \t\r\n") else []


class _Pending:
    """The bytes of a record whose end has not come yet."""

    def __init__(self, limit: int, spare: int = 0) -> None:
        self.limit = limit
        self._spare = spare
        self._pieces: list[bytes] = []
        self._size = 0

    def add(self, piece: bytes) -> None:
        self.check(self._size + len(piece) - self._spare)
        self._size += len(piece)
        self._pieces.append(piece)

    def check(self, size: int) -> None:
        if size > self.limit:
            raise RecordError("recordTooLarge", f"a record is larger than {self.limit} bytes")

    def take(self) -> bytes:
        text = b"".join(self._pieces)
        self._pieces, self._size = [], 0
        return text


class _Lines:
    """Whole lines from bytes that are cut anywhere."""

    def __init__(self, ends: bytes, pending: _Pending) -> None:
        self.pending = pending
        self._ends = re.compile(ends)
        self._follows_return = False

    def push(self, part: bytes) -> Iterator[bytes]:
        if self._follows_return and part.startswith(b"\n"):
            part = part[1:]
            self._follows_return = False
        if not part:
            return
        self._follows_return = rb"\r" in self._ends.pattern and part.endswith(b"\r")
        *whole, rest = self._ends.split(part)
        for piece in whole:
            self.pending.add(piece)
            yield self.pending.take()
        self.pending.add(rest)


class _Unmarked:
    """Bytes without a byte order mark at their start."""

    def __init__(self) -> None:
        self._start: bytes | None = b""

    def push(self, part: bytes | None) -> bytes:
        """What is left of `part`; None is the end of the body."""
        if self._start is None:
            return part or b""
        start = self._start + (part or b"")
        if part is not None and len(start) < 3 and _MARK.startswith(start):
            self._start = start
            return b""
        self._start = None
        return start.removeprefix(_MARK)
