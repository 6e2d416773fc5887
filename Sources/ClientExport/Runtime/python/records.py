"""Records, and the bytes of one whose end has not come yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
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
        data: _Data = _value(self.data)
        return data


_MARK = b"\xef\xbb\xbf"


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refused)


def _value(text: bytes | str) -> Any:
    try:
        return _DECODER.decode(text if isinstance(text, str) else text.decode())
    except (ValueError, RecursionError) as error:
        raise RecordError("invalidRecord", f"a record is not JSON: {error}") from error


def _records(text: bytes) -> list[Any]:
    """The record in `text`; none where there is only white space."""
    return [] if _is_blank(text) else [_value(text)]


def _is_blank(text: bytes) -> bool:
    return not text.strip(b" \t\r\n")


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

    def checked(self, lines: list[bytes]) -> Iterator[bytes]:
        """The same lines, up to the first that is too large."""
        for line in lines:
            self.check(len(line) - self._spare)
            yield line

    def check(self, size: int) -> None:
        if size > self.limit:
            raise RecordError("recordTooLarge", f"a record is larger than {self.limit} bytes")

    def take(self) -> bytes:
        text = b"".join(self._pieces)
        self._pieces, self._size = [], 0
        return text


class _Lines:
    """Whole lines from bytes that are cut anywhere."""

    def __init__(self, pending: _Pending, ends_at_return: bool = False) -> None:
        self.pending = pending
        self._ends_at_return = ends_at_return
        self._follows_return = False

    def push(self, part: bytes) -> Iterable[bytes]:
        """The lines that end in `part`; where one of them is too large, those before it come all the same."""
        if self._follows_return and part:
            part = part.removeprefix(b"\n")
            self._follows_return = False
        if self._ends_at_return and b"\r" in part:
            self._follows_return = part.endswith(b"\r")
            part = part.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = part.split(b"\n")
        self.pending.add(lines[0])
        if len(lines) == 1:
            return ()
        lines[0] = self.pending.take()
        if len(part) > self.pending.limit:
            return self._checked(lines)
        self.pending.add(lines.pop())
        return lines

    def _checked(self, lines: list[bytes]) -> Iterator[bytes]:
        yield lines[0]
        yield from self.pending.checked(lines[1:-1])
        self.pending.add(lines[-1])


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
