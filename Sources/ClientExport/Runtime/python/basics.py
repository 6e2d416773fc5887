"""Where the backend is, and names that stand in the types of the calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import IO, Literal, TypeAlias, TypeVar

# Exported from here on.

# Where the backend is, unless the client is told otherwise.
BASE_URL = ""

_Name = TypeVar("_Name", bound=str)
_Data = TypeVar("_Data")

Headers: TypeAlias = "Mapping[str, str] | Callable[[], Mapping[str, str]]"
Auth: TypeAlias = "Callable[[], Mapping[str, str]]"
AsyncAuth: TypeAlias = "Callable[[], Mapping[str, str] | Awaitable[Mapping[str, str]]]"
Reconnect: TypeAlias = Literal["always", "on-failure", "never"]
Progress: TypeAlias = "Callable[[int, int | None], None]"
# A file in a form: its content, or its name, its content and its media type.
FilePart: TypeAlias = "bytes | IO[bytes] | tuple[str, bytes | IO[bytes]] | tuple[str, bytes | IO[bytes], str]"
