# Streaming example 1.0: client code written by fluidtop. Export it again rather than change it.
# It needs Python 3.11 or newer, and httpx.

from __future__ import annotations

import asyncio
import codecs
import json
import os
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import date, time
from itertools import chain
from pathlib import Path
from random import random
from time import monotonic, sleep
from typing import Any, Generic, Literal, NamedTuple, NotRequired, TypeAlias, TypedDict, TypeVar, Union
from urllib.parse import quote, urlencode

import httpx

# Where the backend is, unless the client is told otherwise.
BASE_URL = "http://127.0.0.1:8000"

_Name = TypeVar("_Name", bound=str)
_Data = TypeVar("_Data")

Headers: TypeAlias = "Mapping[str, str] | Callable[[], Mapping[str, str]]"
Progress: TypeAlias = "Callable[[int, int | None], None]"


class Notification(TypedDict):
    id: int
    user_id: int
    message: str


class AnalyticsRecord(TypedDict):
    name: str
    value: float


class ChatRequest(TypedDict):
    message: str
    model: NotRequired[str]


class Delta(TypedDict):
    delta: str


class User(TypedDict):
    id: int
    name: str
    role: Role


Role: TypeAlias = Literal["admin", "reader"]


class Client:
    """The backend's endpoints; streams and downloads wait for `timeout` seconds of silence."""

    def __init__(
        self, base_url: str = BASE_URL, *, http: httpx.Client | None = None, headers: Headers = {},
        timeout: float | None = None,
    ) -> None:
        self._connections = _Connections(base_url, http, headers, timeout)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._connections.close()

    def stream_notifications(
        self, user_id: int, *, last_event_id: str = "", reconnect: bool | None = None
    ) -> Generator[Event[Literal["notification"], Notification], None, None]:
        """Stream real-time notifications

        `GET /notifications/stream`
        """
        call = _Call("GET", "/notifications/stream", query={"user_id": user_id})
        return self._connections.stream(call, ("sse",), last_event_id=last_event_id, reconnect=reconnect)

    def download_file(
        self, file_id: str, to: str | os.PathLike[str], *, progress: Progress | None = None
    ) -> Path:
        """Stream file download

        `GET /files/{file_id}/download`
        """
        call = _Call("GET", "/files/{file_id}/download", params={"file_id": file_id})
        return self._connections.download(call, to, progress)

    def stream_analytics_data(self) -> Generator[AnalyticsRecord, None, None]:
        """Stream a large analytics dataset

        `GET /analytics/stream`
        """
        call = _Call("GET", "/analytics/stream")
        return self._connections.stream(call, ("ndjson",))

    def stream_logs(self, *, lines: int | None = None) -> Generator[str, None, None]:
        """`GET /logs/stream`

        lines: How many lines
        """
        call = _Call("GET", "/logs/stream", query={"lines": lines})
        return self._connections.stream(call, ("text",))

    def stream_chat(
        self, body: ChatRequest, *, last_event_id: str = "", reconnect: bool | None = None
    ) -> Generator[Event[str, Delta], None, None]:
        """Answer in deltas

        `POST /chat/stream`
        """
        call = _Call("POST", "/chat/stream", media_type="application/json", body=body)
        return self._connections.stream(call, ("sse",), end_data="[DONE]", last_event_id=last_event_id, reconnect=reconnect)

    def read_user(self, user_id: int) -> User:
        """`GET /users/{user_id}`"""
        call = _Call("GET", "/users/{user_id}", params={"user_id": user_id})
        answer: User = self._connections.fetch(call)
        return answer


class AsyncClient:
    """The same for asyncio."""

    def __init__(
        self, base_url: str = BASE_URL, *, http: httpx.AsyncClient | None = None, headers: Headers = {},
        timeout: float | None = None,
    ) -> None:
        self._connections = _AsyncConnections(base_url, http, headers, timeout)

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connections.close()

    def stream_notifications(
        self, user_id: int, *, last_event_id: str = "", reconnect: bool | None = None
    ) -> AsyncGenerator[Event[Literal["notification"], Notification], None]:
        """Stream real-time notifications

        `GET /notifications/stream`
        """
        call = _Call("GET", "/notifications/stream", query={"user_id": user_id})
        return self._connections.stream(call, ("sse",), last_event_id=last_event_id, reconnect=reconnect)

    async def download_file(
        self, file_id: str, to: str | os.PathLike[str], *, progress: Progress | None = None
    ) -> Path:
        """Stream file download

        `GET /files/{file_id}/download`
        """
        call = _Call("GET", "/files/{file_id}/download", params={"file_id": file_id})
        return await self._connections.download(call, to, progress)

    def stream_analytics_data(self) -> AsyncGenerator[AnalyticsRecord, None]:
        """Stream a large analytics dataset

        `GET /analytics/stream`
        """
        call = _Call("GET", "/analytics/stream")
        return self._connections.stream(call, ("ndjson",))

    def stream_logs(self, *, lines: int | None = None) -> AsyncGenerator[str, None]:
        """`GET /logs/stream`

        lines: How many lines
        """
        call = _Call("GET", "/logs/stream", query={"lines": lines})
        return self._connections.stream(call, ("text",))

    def stream_chat(
        self, body: ChatRequest, *, last_event_id: str = "", reconnect: bool | None = None
    ) -> AsyncGenerator[Event[str, Delta], None]:
        """Answer in deltas

        `POST /chat/stream`
        """
        call = _Call("POST", "/chat/stream", media_type="application/json", body=body)
        return self._connections.stream(call, ("sse",), end_data="[DONE]", last_event_id=last_event_id, reconnect=reconnect)

    async def read_user(self, user_id: int) -> User:
        """`GET /users/{user_id}`"""
        call = _Call("GET", "/users/{user_id}", params={"user_id": user_id})
        answer: User = await self._connections.fetch(call)
        return answer


# What the calls above stand on.


class ClientError(Exception):
    """The base of every error of this module; `kind` is what went wrong, in one word."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class ConnectionFailure(ClientError):
    """The server could not be reached (`connect`), or the connection broke (`connectionLost`)."""


class SilenceError(ClientError):
    """Nothing came within the client's time-out (`timeout`)."""


class ContentTypeError(ClientError):
    """The answer is not of a kind that can be read here (`mediaType`)."""


class RecordError(ClientError):
    """A record is not valid (`invalidRecord`) or too large (`recordTooLarge`)."""


class HttpError(ClientError):
    """The server answered with a status outside 200-299 (`status`)."""

    def __init__(self, response: httpx.Response, body: bytes) -> None:
        super().__init__("status", f"the server answered with status {response.status_code}")
        self.status = response.status_code
        self.headers = response.headers
        self.body = body.decode("utf-8", "replace")

    @property
    def detail(self) -> Any:
        """FastAPI's `detail`, where there is one."""
        try:
            answer = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return answer.get("detail") if isinstance(answer, dict) else None


def _failure(kind: str, error: httpx.HTTPError) -> ClientError:
    if isinstance(error, httpx.TimeoutException):
        return SilenceError("timeout", "nothing came within the time-out")
    what = "the server cannot be reached" if kind == "connect" else "the connection was lost"
    return ConnectionFailure(kind, f"{what}: {error}")


class _Call(NamedTuple):
    """A request before it has a server."""

    method: str
    path: str
    params: Mapping[str, object] = {}
    query: Mapping[str, object] = {}
    headers: Mapping[str, object] = {}
    cookies: Mapping[str, object] = {}
    media_type: str = ""
    body: object = None


def _texts(value: object) -> list[str]:
    """What is sent for a value: nothing for None, several for a list."""
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return [text for element in value for text in _texts(element)]
    if isinstance(value, str):
        return [value]
    return [value.isoformat() if isinstance(value, (date, time)) else json.dumps(value)]


def _url(call: _Call, base_url: str) -> str:
    def filled(match: re.Match[str]) -> str:
        text = ",".join(_texts(call.params[match[1]]))
        if text in ("", ".", ".."):
            raise ValueError(f"{match[1]} is {text!r}, which no path can hold")
        return quote(text, safe="/" if match[2] == ":path" else "")

    path = re.sub(r"\{([^{}:]*)(:[^{}]*)?\}", filled, call.path)
    pairs = [(name, text) for name, value in call.query.items() for text in _texts(value)]
    return base_url.rstrip("/") + path + ("?" if pairs else "") + urlencode(pairs, quote_via=quote)


def _headers(call: _Call, *own: Mapping[str, object]) -> list[tuple[bytes, bytes]]:
    """Later mappings win over earlier ones."""
    lines: dict[str, tuple[str, str]] = {}
    for values in (*own, call.headers):
        for name, value in values.items():
            texts = _texts(value)
            if texts:
                lines[name.lower()] = (name, ", ".join(texts))
    pairs = [(name, text) for name, value in call.cookies.items() for text in _texts(value)]
    if pairs:
        cookies = "; ".join(f"{name}={quote(text, safe='')}" for name, text in pairs)
        lines["cookie"] = ("Cookie", cookies)
    return [(name.encode(), text.encode()) for name, text in lines.values()]


def _body(call: _Call) -> tuple[bytes | None, list[tuple[str, Any]] | None, dict[str, str]]:
    """Bytes or the parts of a form, and the headers that go with them."""
    body, media_type = call.body, call.media_type
    if body is None:
        return None, None, {}
    if media_type == "multipart/form-data" and isinstance(body, dict):
        return None, [(name, _part(name, value)) for name, value in body.items()], {}
    own = {"Content-Type": media_type}
    if media_type == "application/x-www-form-urlencoded" and isinstance(body, dict):
        pairs = [(name, text) for name, value in body.items() for text in _texts(value)]
        return urlencode(pairs).encode(), None, own
    if isinstance(body, bytes):
        return body, None, own
    if media_type.endswith("json") or not isinstance(body, str):
        return json.dumps(body, ensure_ascii=False).encode(), None, own
    return body.encode(), None, own


def _part(name: str, value: object) -> tuple[str | None, bytes]:
    if isinstance(value, bytes):
        return name, value
    return None, ",".join(_texts(value)).encode()


def _media_type(response: httpx.Response) -> str:
    return re.split("[;,]", response.headers.get("Content-Type", ""))[0].strip().lower()


def _is_json(media_type: str) -> bool:
    return media_type == "application/json" or media_type.endswith("+json")


def _answer(response: httpx.Response, body: bytes) -> Any:
    """An ordinary answer: JSON as values, anything else as text."""
    if not _is_json(_media_type(response)):
        return body.decode("utf-8", "replace") if body else None
    return _value(body.removeprefix(_MARK))


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
_LIMIT = 16 << 20
_LINES = re.compile(r"application/(x-ndjson|ndjson|jsonl|x-jsonlines|jsonlines|stream\+json)")


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _value(text: bytes) -> Any:
    try:
        return json.loads(text.decode(), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise RecordError("invalidRecord", f"a record is not JSON: {error}") from error


class _Lines:
    """Whole lines from bytes that are cut anywhere; a byte order mark at the start is left out."""

    def __init__(self, ends: bytes) -> None:
        self._ends = re.compile(ends)
        self._pending: list[bytes] = []
        self._size = 0
        self._is_first = True
        self._follows_return = False

    def push(self, part: bytes) -> Iterator[bytes]:
        if self._follows_return and part.startswith(b"\n"):
            part = part[1:]
            self._follows_return = False
        if not part:
            return
        self._follows_return = rb"\r" in self._ends.pattern and part.endswith(b"\r")
        pieces = self._ends.split(part)
        for piece in pieces[:-1]:
            self._keep(piece)
            yield self.rest()
        self._keep(pieces[-1])

    def rest(self) -> bytes:
        line = b"".join(self._pending)
        self._pending, self._size = [], 0
        if self._is_first:
            line = line.removeprefix(_MARK)
        self._is_first = False
        return line

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > _LIMIT:
            raise RecordError("recordTooLarge", f"a record is larger than {_LIMIT} bytes")
        self._pending.append(piece)


class _Decoder:
    """Records from bytes that are cut anywhere."""

    def push(self, part: bytes) -> Iterator[Any]:
        raise NotImplementedError

    def finish(self) -> Iterator[Any]:
        yield from ()


class _TextDecoder(_Decoder):
    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")

    def push(self, part: bytes) -> Iterator[str]:
        text = self._decoder.decode(part)
        if text:
            yield text

    def finish(self) -> Iterator[str]:
        text = self._decoder.decode(b"", True)
        if text:
            yield text


class _LineDecoder(_Decoder):
    """One JSON value a line, or after each record separator (RFC 7464)."""

    def __init__(self, ends: bytes) -> None:
        self._lines = _Lines(ends)

    def push(self, part: bytes) -> Iterator[Any]:
        for line in self._lines.push(part):
            yield from self._records(line)

    def finish(self) -> Iterator[Any]:
        yield from self._records(self._lines.rest())

    def _records(self, line: bytes) -> Iterator[Any]:
        if line.strip(b" \t\r\n"):
            yield _value(line)


class _ValueDecoder(_Decoder):
    """A whole JSON document; the elements of an array are its records."""

    def __init__(self) -> None:
        self._body = _Lines(b"(?!)")

    def push(self, part: bytes) -> Iterator[Any]:
        yield from self._body.push(part)

    def finish(self) -> Iterator[Any]:
        value = _value(self._body.rest())
        yield from value if isinstance(value, list) else [value]


class _EventDecoder(_Decoder):
    """Source: WHATWG HTML, 9.2.6, "Interpreting an event stream"."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._lines = _Lines(rb"\r\n|\r|\n")
        self._id = stream.last_event_id
        self._type = ""
        self._data: list[str] = []
        self._size = 0

    def push(self, part: bytes) -> Iterator[Event[str, Any]]:
        for line in self._lines.push(part):
            if line:
                self._field(line.decode("utf-8", "replace"))
            else:
                yield from self._dispatch()

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._size += len(value) + 1
            if self._size > _LIMIT:
                raise RecordError("recordTooLarge", f"an event is larger than {_LIMIT} bytes")
            self._data.append(value)
        elif name == "event":
            self._type = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and re.fullmatch("[0-9]+", value):
            self._stream.retry = int(value[:15]) / 1000

    def _dispatch(self) -> Iterator[Event[str, Any]]:
        data, type, has_data = "\n".join(self._data), self._type or "message", bool(self._data)
        self._stream.last_event_id = self._id
        self._data, self._type, self._size = [], "", 0
        if has_data:
            yield Event(type, data, self._id)


class _Stream:
    """What a stream remembers from one connection to the next."""

    def __init__(
        self, call: _Call, formats: Sequence[str], end_data: str | None, last_event_id: str, reconnect: bool | None
    ) -> None:
        self._formats = formats
        self._end_data = end_data
        self._reconnects = call.method == "GET" if reconnect is None else reconnect
        self._opened_at: float | None = None
        self._has_opened = False
        self._failures = 0
        self._decoder = _Decoder()
        self.last_event_id = last_event_id
        self.retry = 3.0
        self.is_complete = False

    def headers(self) -> dict[str, str]:
        types = {
            "sse": "text/event-stream",
            "ndjson": "application/x-ndjson, application/jsonl, application/json-seq, application/json",
            "text": "text/*",
        }
        lines = {"Accept": ", ".join(types[name] for name in self._formats), "Accept-Encoding": "identity"}
        if self.last_event_id and not re.search("[\0-\x1f\x7f]", self.last_event_id):
            lines["Last-Event-ID"] = self.last_event_id
        return lines

    def open(self, response: httpx.Response) -> None:
        if response.status_code == 204 and self._has_opened:
            # The server's way to say "stop".
            self.is_complete = True
            return
        self._decoder = self._decoder_for(_media_type(response))
        self._has_opened = True
        self._opened_at = monotonic()

    def _decoder_for(self, media_type: str) -> _Decoder:
        if "sse" in self._formats and media_type == "text/event-stream":
            return _EventDecoder(self)
        # Anything else ends with its body.
        self._reconnects = False
        if "ndjson" in self._formats:
            if _LINES.fullmatch(media_type):
                return _LineDecoder(b"\n")
            if media_type == "application/json-seq":
                return _LineDecoder(b"\x1e")
            if _is_json(media_type):
                return _ValueDecoder()
        if "text" in self._formats and media_type.startswith("text/") and media_type != "text/event-stream":
            return _TextDecoder()
        raise ContentTypeError("mediaType", f"the answer is {media_type or 'of no type'}, not {self._formats}")

    def records(self, part: bytes | None) -> Iterator[Any]:
        """The records that end in `part`; None is the end of the body."""
        for record in self._decoder.finish() if part is None else self._decoder.push(part):
            yield record
            if self._end_data is not None and self._end_data == (
                record.data if isinstance(record, Event) else record
            ):
                self.is_complete = True
                return

    def end(self) -> None:
        """The body came to its end."""
        if self._reconnects:
            raise ConnectionFailure("connectionLost", "the server ended the stream")
        self.is_complete = True

    def delay(self, error: ClientError) -> float:
        """Seconds to the next attempt; raises the error where there is none."""
        opened_at, self._opened_at = self._opened_at, None
        if opened_at is None:
            self._failures += 1
        elif monotonic() - opened_at >= 60:
            self._failures = 0
        if not self._reconnects:
            raise error
        if isinstance(error, HttpError):
            if not self._has_opened or error.status not in (408, 429, 500, 502, 503, 504):
                raise error
            after = error.headers.get("Retry-After", "")
            wait = int(after) if re.fullmatch("[0-9]{1,9}", after) else 0
            return max(self._backed_off(), min(wait, 86_400))
        if isinstance(error, (ConnectionFailure, SilenceError)):
            return self._backed_off()
        raise error

    def _backed_off(self) -> float:
        """Doubled for each attempt that failed, to 30 s, and drawn from the upper half of that."""
        base = min(300.0, max(0.1, self.retry))
        if self._failures == 0:
            return base
        most = min(base * 2.0 ** min(self._failures, 20), max(base, 30.0))
        return max(base, most * (0.5 + random() / 2))


class _Download:
    """A file that has its name only when it is whole."""

    def __init__(
        self, to: str | os.PathLike[str], response: httpx.Response, progress: Progress | None
    ) -> None:
        length = response.headers.get("Content-Length", "")
        self._total = int(length) if re.fullmatch("[0-9]{1,18}", length) else None
        self._path = Path(to)
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
        if kind is None:
            self._part.replace(self._path)
        else:
            self._part.unlink(missing_ok=True)


class _Connections:
    """The calls of a `Client`."""

    def __init__(
        self, base_url: str, http: httpx.Client | None, headers: Headers, timeout: float | None
    ) -> None:
        self._base_url = base_url
        self._http = http or httpx.Client(follow_redirects=True)
        self._own_headers = headers
        self._timeout = httpx.Timeout(10, read=timeout)

    def close(self) -> None:
        self._http.close()

    def fetch(self, call: _Call) -> Any:
        with self._open(call, {}, self._http.timeout) as response:
            return _answer(response, b"".join(self._parts(response)))

    def download(self, call: _Call, to: str | os.PathLike[str], progress: Progress | None) -> Path:
        with self._open(call, {"Accept-Encoding": "identity"}, self._timeout) as response:
            with _Download(to, response, progress) as download:
                for part in self._parts(response):
                    download.write(part)
        return Path(to)

    def stream(
        self, call: _Call, formats: Sequence[str], end_data: str | None = None, last_event_id: str = "",
        reconnect: bool | None = None,
    ) -> Generator[Any, None, None]:
        stream = _Stream(call, formats, end_data, last_event_id, reconnect)
        while not stream.is_complete:
            try:
                with self._open(call, stream.headers(), self._timeout) as response:
                    stream.open(response)
                    for part in chain(self._parts(response), (None,)):
                        if stream.is_complete:
                            return
                        yield from stream.records(part)
                if not stream.is_complete:
                    stream.end()
            except ClientError as error:
                sleep(stream.delay(error))

    @contextmanager
    def _open(
        self, call: _Call, headers: Mapping[str, str], timeout: httpx.Timeout
    ) -> Iterator[httpx.Response]:
        own = self._own_headers() if callable(self._own_headers) else self._own_headers
        content, parts, about = _body(call)
        request = self._http.build_request(
            call.method, _url(call, self._base_url), content=content, files=parts,
            headers=_headers(call, headers, about, own), timeout=timeout,
        )
        try:
            response = self._http.send(request, stream=True)
        except httpx.HTTPError as error:
            raise _failure("connect", error) from error
        try:
            if not response.is_success:
                raise HttpError(response, _start(self._parts(response)))
            yield response
        finally:
            response.close()

    def _parts(self, response: httpx.Response) -> Iterator[bytes]:
        try:
            yield from response.iter_bytes()
        except httpx.HTTPError as error:
            raise _failure("connectionLost", error) from error


_START = 1 << 16


def _start(parts: Iterator[bytes]) -> bytes:
    """The first 64 KiB of a body."""
    body = b""
    for part in parts:
        body += part
        if len(body) >= _START:
            break
    return body[:_START]


class _AsyncConnections:
    """The calls of a `AsyncClient`."""

    def __init__(
        self, base_url: str, http: httpx.AsyncClient | None, headers: Headers, timeout: float | None
    ) -> None:
        self._base_url = base_url
        self._http = http or httpx.AsyncClient(follow_redirects=True)
        self._own_headers = headers
        self._timeout = httpx.Timeout(10, read=timeout)

    async def close(self) -> None:
        await self._http.aclose()

    async def fetch(self, call: _Call) -> Any:
        async with self._open(call, {}, self._http.timeout) as response:
            return _answer(response, b"".join([part async for part in self._parts(response)]))

    async def download(self, call: _Call, to: str | os.PathLike[str], progress: Progress | None) -> Path:
        async with self._open(call, {"Accept-Encoding": "identity"}, self._timeout) as response:
            with _Download(to, response, progress) as download:
                async for part in self._parts(response):
                    download.write(part)
        return Path(to)

    async def stream(
        self, call: _Call, formats: Sequence[str], end_data: str | None = None, last_event_id: str = "",
        reconnect: bool | None = None,
    ) -> AsyncGenerator[Any, None]:
        stream = _Stream(call, formats, end_data, last_event_id, reconnect)
        while not stream.is_complete:
            try:
                async with self._open(call, stream.headers(), self._timeout) as response:
                    stream.open(response)
                    async for part in self._parts(response):
                        for record in stream.records(part):
                            yield record
                        if stream.is_complete:
                            return
                    for record in stream.records(None):
                        yield record
                if not stream.is_complete:
                    stream.end()
            except ClientError as error:
                await asyncio.sleep(stream.delay(error))

    @asynccontextmanager
    async def _open(
        self, call: _Call, headers: Mapping[str, str], timeout: httpx.Timeout
    ) -> AsyncIterator[httpx.Response]:
        own = self._own_headers() if callable(self._own_headers) else self._own_headers
        content, parts, about = _body(call)
        request = self._http.build_request(
            call.method, _url(call, self._base_url), content=content, files=parts,
            headers=_headers(call, headers, about, own), timeout=timeout,
        )
        try:
            response = await self._http.send(request, stream=True)
        except httpx.HTTPError as error:
            raise _failure("connect", error) from error
        try:
            if not response.is_success:
                raise HttpError(response, await _async_start(self._parts(response)))
            yield response
        finally:
            await response.aclose()

    async def _parts(self, response: httpx.Response) -> AsyncIterator[bytes]:
        try:
            async for part in response.aiter_bytes():
                yield part
        except httpx.HTTPError as error:
            raise _failure("connectionLost", error) from error


async def _async_start(parts: AsyncIterator[bytes]) -> bytes:
    body = b""
    async for part in parts:
        body += part
        if len(body) >= _START:
            break
    return body[:_START]
