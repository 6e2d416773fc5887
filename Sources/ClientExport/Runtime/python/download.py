"""A file on its way to the disk."""

from __future__ import annotations

import os
import re
from pathlib import Path

import httpx

from .basics import Progress
from .errors import ClientError

# Exported from here on.


class _Download:
    """A file that has its name only when it is whole."""

    def __init__(
        self, to: str | os.PathLike[str], response: httpx.Response, progress: Progress | None
    ) -> None:
        length = response.headers.get("Content-Length", "")
        self._total = int(length) if re.fullmatch("[0-9]{1,18}", length) else None
        self._path = Path(to)
        if self._path.is_dir():
            raise ClientError("file", f"{to!s} is a folder; give the path of a file in it")
        self._part = Path(f"{self._path}.part")
        self._file = self._part.open("wb")
        self._progress = progress
        self._done = 0

    def __enter__(self) -> _Download:
        return self

    def write(self, part: bytes) -> None:
        self._file.write(part)
        self._done += len(part)
        if self._progress:
            self._progress(self._done, self._total)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        try:
            if kind is None:
                self._part.replace(self._path)
        finally:
            # It is gone where it has its name.
            self._part.unlink(missing_ok=True)
