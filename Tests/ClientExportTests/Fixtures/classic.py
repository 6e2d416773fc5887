# Streaming example 1.0: client code written by fluidtop. Export it again rather than change it.
# It needs Python 3.11 or newer, and httpx.

from __future__ import annotations

import asyncio
import codecs
import json
import logging
import os
import re
import socket
import threading
from base64 import b64encode
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from itertools import chain
from pathlib import Path
from random import random
from time import monotonic
from typing import (
    IO,
    Any,
    Generic,
    Literal,
    NamedTuple,
    NotRequired,
    TypeAlias,
    TypedDict,
    TypeVar,
)
from urllib.parse import quote, urlencode

import httpx

# Where the backend is, unless the client is told otherwise.
BASE_URL = "http://127.0.0.1:8000"

_Name = TypeVar("_Name", bound=str)
_Data = TypeVar("_Data")

Headers: TypeAlias = "Mapping[str, str] | Callable[[], Mapping[str, str]]"
Auth: TypeAlias = "Callable[[], Mapping[str, str]]"
AsyncAuth: TypeAlias = "Callable[[], Mapping[str, str] | Awaitable[Mapping[str, str]]]"
Reconnect: TypeAlias = Literal["always", "on-failure", "never"]
Progress: TypeAlias = "Callable[[int, int | None], None]"
# A file in a form: its content, or its name, its content and its media type.
FilePart: TypeAlias = "bytes | IO[bytes] | tuple[str, bytes | IO[bytes]] | tuple[str, bytes | IO[bytes], str]"


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
    """The backend's endpoints.

    `timeout` is how many seconds of silence end a call: 60 for an ordinary answer, none for a stream
    and a download, unless it is given. A record larger than `record_limit` bytes is an error. `auth`
    is asked at each connection for the secrets, by the names of their security schemes; what is of no
    scheme is a header. Redirects are followed, and no secret goes to another origin; an `http` that
    follows them itself does it in its own manner. Whoever gives an `http` closes it.
    """

    def __init__(
        self, base_url: str = BASE_URL, *, http: httpx.Client | None = None, headers: Headers | None = None,
        auth: Auth | None = None, timeout: float | None = None, record_limit: int = 16 << 20,
    ) -> None:
        self._connections = _Connections(base_url, http, headers, auth, timeout, record_limit)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends every call, also those of other threads: they raise a `ClientError` of the kind `closed`."""
        self._connections.close()

    def stream_notifications(
        self, user_id: int, *, last_event_id: str = "", reconnect: Reconnect | None = None,
        reconnect_limit: int | None = None
    ) -> Generator[Event[Literal["notification"], Notification], None, None]:
        """Stream real-time notifications

        `GET /notifications/stream`
        """
        call = _Call("GET", "/notifications/stream", query={"user_id": user_id})
        return self._connections.stream(call, ("sse",), last_event_id=last_event_id, reconnect=reconnect,
            reconnect_limit=reconnect_limit)

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
        self, body: ChatRequest, *, last_event_id: str = "", reconnect: Reconnect | None = None,
        reconnect_limit: int | None = None
    ) -> Generator[Event[str, Delta], None, None]:
        """Answer in deltas

        `POST /chat/stream`
        The last event's data is \"[DONE]\", which is no JSON.
        """
        call = _Call("POST", "/chat/stream", media_type="application/json", body=body)
        return self._connections.stream(call, ("sse",), end_data="[DONE]", last_event_id=last_event_id,
            reconnect=reconnect, reconnect_limit=reconnect_limit)

    def read_user(self, user_id: int) -> User:
        """`GET /users/{user_id}`"""
        call = _Call("GET", "/users/{user_id}", params={"user_id": user_id})
        answer: User = self._connections.fetch(call, is_json=True)
        return answer


class AsyncClient:
    """The same for asyncio, where `auth` may be asynchronous."""

    def __init__(
        self, base_url: str = BASE_URL, *, http: httpx.AsyncClient | None = None, headers: Headers | None = None,
        auth: AsyncAuth | None = None, timeout: float | None = None, record_limit: int = 16 << 20,
    ) -> None:
        self._connections = _AsyncConnections(base_url, http, headers, auth, timeout, record_limit)

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Ends every call, also those of other tasks: they raise a `ClientError` of the kind `closed`."""
        await self._connections.close()

    def stream_notifications(
        self, user_id: int, *, last_event_id: str = "", reconnect: Reconnect | None = None,
        reconnect_limit: int | None = None
    ) -> AsyncGenerator[Event[Literal["notification"], Notification], None]:
        """Stream real-time notifications

        `GET /notifications/stream`
        """
        call = _Call("GET", "/notifications/stream", query={"user_id": user_id})
        return self._connections.stream(call, ("sse",), last_event_id=last_event_id, reconnect=reconnect,
            reconnect_limit=reconnect_limit)

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
        self, body: ChatRequest, *, last_event_id: str = "", reconnect: Reconnect | None = None,
        reconnect_limit: int | None = None
    ) -> AsyncGenerator[Event[str, Delta], None]:
        """Answer in deltas

        `POST /chat/stream`
        The last event's data is \"[DONE]\", which is no JSON.
        """
        call = _Call("POST", "/chat/stream", media_type="application/json", body=body)
        return self._connections.stream(call, ("sse",), end_data="[DONE]", last_event_id=last_event_id,
            reconnect=reconnect, reconnect_limit=reconnect_limit)

    async def read_user(self, user_id: int) -> User:
        """`GET /users/{user_id}`"""
        call = _Call("GET", "/users/{user_id}", params={"user_id": user_id})
        answer: User = await self._connections.fetch(call, is_json=True)
        return answer


# What the calls above stand on.


_SECRETS: Mapping[str, tuple[str, str, str]] = {}


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
        self.status = response.status_code
        self.headers = response.headers
        self.body = body.decode("utf-8", "replace")
        said = _said(self.detail)
        super().__init__("status", f"the server answered with status {self.status}" + (said and f": {said}"))

    @property
    def retry_after(self) -> float | None:
        """The seconds of the server's `Retry-After`, where there is one."""
        text = self.headers.get("Retry-After", "").strip()
        if re.fullmatch("[0-9]{1,9}", text):
            return int(text)
        try:
            return max(0.0, parsedate_to_datetime(text).timestamp() - datetime.now().timestamp())
        except (ValueError, OverflowError):
            return None

    @property
    def detail(self) -> Any:
        """FastAPI's `detail`, where there is one."""
        try:
            answer = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return answer.get("detail") if isinstance(answer, dict) else None


def _said(detail: Any) -> str:
    """FastAPI's `detail` in words: a text, or what is wrong where; never the values, which may be secret."""
    problems = detail if isinstance(detail, list) else [detail]
    text = "; ".join(filter(None, map(_problem, problems[:3])))
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:300])


def _problem(detail: Any) -> str:
    if not isinstance(detail, dict):
        return detail if isinstance(detail, str) else ""
    steps, said = detail.get("loc"), detail.get("msg")
    place = ".".join(str(step) for step in steps if isinstance(step, (str, int))) if isinstance(steps, list) else ""
    return ": ".join(text for text in (place, said) if text and isinstance(text, str))


def _failure(kind: str, error: Exception) -> ClientError:
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError)):
        # No second try would be another one.
        return ClientError("connect", f"the request cannot be sent: {error}")
    if isinstance(error, httpx.RemoteProtocolError) and "location header" in str(error):
        return ClientError("redirect", "a redirect to no http address")
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
    # None is the JSON `null` then, and no body otherwise.
    takes_null: bool = False
    security: Sequence[str] = ()


class _Styled(NamedTuple):
    """A value in a style of OpenAPI's, with `*` where each value of a list or an object stands for itself."""

    value: object
    style: str
    keeps_reserved: bool = False

    def code(self, text: str) -> str:
        """As it stands in a URL. Source: RFC 6570, 3.2.3, but for what would end the value or be a blank."""
        text = quote(text, safe="/?:@!$'()*,;=" if self.keeps_reserved else "")
        return re.sub("%25(?=[0-9A-Fa-f]{2})", "%", text) if self.keeps_reserved else text

    def texts(self, name: str, code: Callable[[str], str], is_named: bool = True) -> list[str]:
        """What is written, encoded, in pieces that the place joins. Source: OpenAPI 3.2, "Style Values"."""
        style, is_exploded = self.style.removesuffix("*"), self.style.endswith("*")

        def pair(key: str, text: str) -> str:
            # No equals sign before nothing. Source: RFC 6570, 3.2.7.
            return code(key) + ("" if not text and style == "matrix" else "=" + text)

        def named(texts: list[str]) -> list[str]:
            return [pair(name, text) if is_named else text for text in texts]

        if self.value is None:
            return []
        if style == "content":
            return named([code(json.dumps(self.value, ensure_ascii=False, separators=(",", ":")))])
        if style == "deepObject":
            return [pair(key, code(text)) for key, text in _deep_pairs(name, self.value)]
        joint = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}.get(style, ",")
        if not isinstance(self.value, Mapping):
            texts = [code(text) for text in _texts(self.value)]
            return named(texts if is_exploded else [joint.join(texts)][: len(texts)])
        items = [(key, [code(text) for text in _texts(member)]) for key, member in self.value.items()]
        members = [(key, texts) for key, texts in items if texts]
        if is_exploded:
            # The lists of an object are repeated where a name stands before each value.
            is_repeated = is_named and style != "matrix"
            return [pair(key, text) for key, texts in members for text in (texts if is_repeated else [",".join(texts)])]
        parts = [part for key, texts in members for part in (code(key), ",".join(texts))]
        return named([joint.join(parts)][: len(parts)])

    def path_code(self, text: str) -> str:
        """The same in a path. What is encoded already is no exception: `%2e%2e` would be a step up."""
        return quote(text, safe=":@!$&'()*+,;=" if self.keeps_reserved else "")

    def path(self, name: str) -> str:
        style = self.style.removesuffix("*")
        texts = self.texts(name, self.path_code, style == "matrix")
        sign = {"label": ".", "matrix": ";"}.get(style)
        return "".join(sign + text for text in texts) if sign else ",".join(texts)


def _deep_pairs(name: str, value: object) -> list[tuple[str, str]]:
    """`name[member]`, and `name[]` for the values of a list."""
    if isinstance(value, Mapping):
        return [pair for key, member in value.items() for pair in _deep_pairs(f"{name}[{key}]", member)]
    if isinstance(value, (list, tuple)):
        pairs: list[tuple[str, str]] = []
        for place, item in enumerate(value):
            key = place if isinstance(item, (Mapping, list, tuple)) else ""
            pairs += _deep_pairs(f"{name}[{key}]", item)
        return pairs
    return [(name, text) for text in _texts(value)]


def _secured(call: _Call, secrets: Mapping[str, str]) -> _Call:
    """Puts secrets where their schemes want them; what is of no scheme is a header."""
    for scheme, secret in secrets.items():
        place, name, before = _SECRETS.get(scheme, ("header", scheme, ""))
        if not secret or (scheme in _SECRETS and scheme not in call.security):
            continue
        # `user:password` travels in Base64.
        own = {name: before + (b64encode(secret.encode()).decode() if before == "Basic " else secret)}
        if place == "query":
            call = call._replace(query={**call.query, **own})
        elif place == "cookie":
            call = call._replace(cookies={**call.cookies, **own})
        else:
            call = call._replace(headers={**call.headers, **own})
    return call


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
        value = call.params[match[1]]
        texts = [quote(text, safe="") for text in _texts(value)]
        text = value.path(match[1]) if isinstance(value, _Styled) else ",".join(texts)
        if match[2] == ":path":
            text = text.replace("%2F", "/")
        # Every URL parser takes dots for a step up.
        if re.search(r"^$|(^|/)\.\.?(/|$)", text):
            raise ClientError("connect", f"the request cannot be sent: no path can hold {text!r} as {match[1]}")
        return text

    path = re.sub(r"\{([^{}:]*)(:[^{}]*)?\}", filled, call.path)
    pairs = [text for name, value in call.query.items() for text in _pairs(name, value, _quoted)]
    return base_url.rstrip("/") + path + ("?" if pairs else "") + "&".join(pairs)


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _pairs(name: str, value: object, code: Callable[[str], str]) -> list[str]:
    """`name=value` for each text of a value."""
    if isinstance(value, _Styled):
        return value.texts(name, value.code if code is _quoted else code)
    return [code(name) + "=" + code(text) for text in _texts(value)]


# What stays as it is in a cookie: no backend decodes one. Source: RFC 6265, 4.1.1, "cookie-octet".
_COOKIE_OCTETS = "!#$%&'()*+-./:<=>?@[]^_`{|}~"


def _cookie_quoted(text: str) -> str:
    return quote(text, safe=_COOKIE_OCTETS)


def _headers(call: _Call, *own: Mapping[str, object]) -> list[tuple[bytes, bytes]]:
    """A line for each value. Later mappings win over earlier ones."""
    lines: dict[str, list[tuple[str, str]]] = {}
    for values in (*own, call.headers):
        for name, value in values.items():
            # In a header nothing is encoded.
            styled = value.texts(name, str, is_named=False) if isinstance(value, _Styled) else None
            texts = _texts(value) if styled is None else [",".join(styled)][: len(styled)]
            if texts:
                lines[name.lower()] = [(name, text) for text in texts]
    cookies = [text for name, value in call.cookies.items() for text in _pairs(name, value, _cookie_quoted)]
    if cookies:
        lines["cookie"] = [("Cookie", "; ".join(cookies))]
    return [(name.encode(), text.encode()) for same in lines.values() for name, text in same]


def _body(call: _Call) -> tuple[bytes | None, list[tuple[str, Any]] | None, dict[str, str]]:
    """Bytes or the parts of a form, and the headers that go with them."""
    body, media_type = call.body, call.media_type
    if body is None and not call.takes_null:
        return None, None, {}
    if media_type == "multipart/form-data" and isinstance(body, dict):
        return None, [(name, part) for name, value in body.items() for part in _parts(name, value)], {}
    own = {"Content-Type": media_type}
    if media_type == "application/x-www-form-urlencoded" and isinstance(body, dict):
        pairs = [(name, text) for name, value in body.items() for text in _texts(value)]
        return urlencode(pairs).encode(), None, own
    if isinstance(body, bytes):
        return body, None, own
    if _is_json(media_type) or not isinstance(body, str):
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        return text.encode(), None, own
    return body.encode(), None, own


def _parts(name: str, value: object) -> list[Any]:
    """The parts of a form for a value, as httpx takes them: several for a list, none for None."""
    if isinstance(value, bytes):
        return [(name, value)]
    content = value[1] if isinstance(value, tuple) and len(value) in (2, 3) else value
    if isinstance(content, bytes) or hasattr(content, "read"):
        return [value]
    if isinstance(value, (list, tuple)):
        return [part for element in value for part in _parts(name, element)]
    return [(None, text.encode()) for text in _texts(value)]


def _media_type(response: httpx.Response) -> str:
    return re.split("[;,]", response.headers.get("Content-Type", ""))[0].strip().lower()


def _is_json(media_type: str) -> bool:
    return media_type.endswith(("/json", "+json"))


def _answer(response: httpx.Response, body: bytes, is_json: bool) -> Any:
    """An ordinary answer, which may have to be JSON: values, a text, bytes, or None where no body can be."""
    if response.status_code in (204, 205) or response.request.method == "HEAD":
        return None
    media_type = _media_type(response)
    if _is_json(media_type):
        return _value(body.removeprefix(_MARK)) if body or is_json else None
    if is_json:
        raise ContentTypeError("mediaType", f"the answer is {media_type or 'of no type'}, not json")
    if media_type.startswith("text/"):
        return body.decode("utf-8-sig", "replace")
    return body or None


# As many as httpx follows.
_MOST_REDIRECTS = 20
# What tells nothing of who asks. All else stays with its origin, since a secret can have any name.
_OPEN_HEADERS = {
    "accept", "accept-encoding", "accept-language", "cache-control", "connection", "content-length", "content-type",
    "host", "if-range", "last-event-id", "range", "transfer-encoding", "user-agent",
}


def _redirected(response: httpx.Response) -> httpx.Request | None:
    """The next request; None where the answer is no redirect, or httpx has followed it itself."""
    before, following = response.request, response.next_request
    if following is None:
        return None
    if following.url.scheme not in ("http", "https") or (following.url.port or 0) > 0xFFFF:
        # The address may hold a secret, and so it is not said.
        raise ClientError("redirect", "a redirect to no http address")
    if _origin(following.url) != _origin(before.url):
        for name in {*following.headers} - _OPEN_HEADERS:
            del following.headers[name]
    elif "Cookie" in before.headers:
        # httpx leaves it behind.
        following.headers["Cookie"] = before.headers["Cookie"]
    return following


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


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


_LOG = logging.getLogger(__name__)
_LINES = re.compile(r"application/((x-)?(ndjson|jsonlines)|json-lines|jsonl|stream\+json|x-json-stream)")


class _Stream:
    """What a stream remembers from one connection to the next."""

    def __init__(
        self, call: _Call, formats: Sequence[str], end_data: str | None, last_event_id: str,
        reconnect: Reconnect | None, reconnect_limit: int | None, limit: int,
    ) -> None:
        self._formats = formats
        self._end_data = end_data
        self._limit = limit
        self._reconnect = reconnect or ("always" if call.method == "GET" else "never")
        if reconnect_limit == 0:
            self._reconnect = "never"
        # How many attempts in a row may fail, and how many there were since the stream was open last.
        self._reconnect_limit = reconnect_limit
        self._attempts = 0
        # Anything but events ends with its body.
        self._is_events = "sse" in formats
        self._body = _Unmarked()
        self._opened_at: float | None = None
        self._has_opened = False
        self._failures = 0
        self._decoder = _Decoder()
        self._coding = _CodingCheck()
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
        # No header can carry a control character but a tab, and none begins or ends with white space.
        if not re.search("[\0-\x08\n-\x1f\x7f]", self.last_event_id) and (id := self.last_event_id.strip(" \t")):
            lines["Last-Event-ID"] = id
        return lines

    def open(self, response: httpx.Response) -> None:
        if response.status_code == 204 and self._has_opened:
            # The server's way to say "stop".
            self.is_complete = True
            return
        self._decoder = self._decoder_for(response)
        self._coding = _CodingCheck(response.headers.get("Content-Encoding", ""))
        self._is_events = isinstance(self._decoder, _EventDecoder)
        self._body = _Unmarked()
        self._has_opened = True
        self._opened_at = monotonic()
        self._attempts = 0

    def _decoder_for(self, response: httpx.Response) -> _Decoder:
        media_type = _media_type(response)
        is_file = response.headers.get("Content-Disposition", "").strip().lower().startswith("attachment")
        is_event = media_type == "text/event-stream"
        if "sse" in self._formats and is_event:
            return _EventDecoder(self, self._limit)
        if "ndjson" in self._formats:
            if _LINES.fullmatch(media_type):
                return _LineDecoder(self._limit)
            if media_type == "application/json-seq":
                return _SequenceDecoder(self._limit)
            if _is_json(media_type) and not (is_file or media_type.startswith("text/")):
                return _ArrayDecoder(self._limit)
        # Without a type, too: so Starlette streams where nobody told it one.
        is_text = media_type.startswith("text/") or not media_type
        if "text" in self._formats and is_text and not (is_event or is_file):
            return _TextDecoder()
        wanted = " or ".join(self._formats)
        raise ContentTypeError("mediaType", f"the answer is {media_type or 'of no type'}, not {wanted}")

    def records(self, part: bytes | None) -> Iterator[Any]:
        """The records that end in `part`; None is the end of the body."""
        self._coding.push(part or b"")
        records = self._decoder.push(self._body.push(part))
        if part is None:
            records = chain(records, self._decoder.finish())
        if self._end_data is None:
            yield from records
            return
        for record in records:
            yield record
            if isinstance(record, Event) and record.data == self._end_data:
                self.is_complete = True
                return

    def end(self) -> None:
        """The body came to its end."""
        if self._is_events and self._reconnect == "always":
            raise ConnectionFailure("connectionLost", "the server ended the stream")
        self.is_complete = True

    def delay(self, error: ClientError) -> float:
        """Seconds to the next attempt; raises the error where there is none."""
        wait = self._delay(error)
        if self._attempts == self._reconnect_limit:
            raise error
        self._attempts += 1
        _LOG.warning("%s; connecting again in %.1f s", error, wait)
        return wait

    def _delay(self, error: ClientError) -> float:
        opened_at, self._opened_at = self._opened_at, None
        if opened_at is None:
            self._failures += 1
        elif monotonic() - opened_at >= 60:
            self._failures = 0
        if not self._is_events or self._reconnect == "never":
            raise error
        if isinstance(error, HttpError):
            if not self._has_opened or error.status not in (408, 429, 500, 502, 503, 504):
                raise error
            return max(self._backed_off(), min(error.retry_after or 0, 86_400))
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


class _Connections:
    """The calls of a `Client`."""

    def __init__(
        self, base_url: str, http: httpx.Client | None, headers: Headers | None, auth: Auth | None,
        timeout: float | None, limit: int,
    ) -> None:
        self._base_url = base_url
        self._http = http or httpx.Client(limits=httpx.Limits(max_connections=None))
        # Who made it closes it.
        self._owns_http = http is None
        self._closing = threading.Event()
        self._open_responses: set[httpx.Response] = set()
        self._own_headers = headers or {}
        self._auth = auth
        self._timeout = httpx.Timeout(10, read=timeout)
        self._answer_timeout = _answer_timeout(http, timeout)
        self._limit = limit

    def close(self) -> None:
        self._closing.set()
        for response in tuple(self._open_responses):
            _wake_reader(response)
        if self._owns_http:
            self._http.close()

    def check(self) -> None:
        _check(self._closing, self._http)

    def fetch(self, call: _Call, is_json: bool = False) -> Any:
        with self._open(call, {}, self._answer_timeout) as response:
            return _answer(response, b"".join(self._parts(response)), is_json)

    def download(self, call: _Call, to: str | os.PathLike[str], progress: Progress | None) -> Path:
        with self._open(call, {"Accept-Encoding": "identity"}, self._timeout) as response:
            _check_content(response)
            with _Download(to, response, progress) as download:
                for part in self._parts(response):
                    download.write(part)
        return Path(to)

    def stream(
        self, call: _Call, formats: Sequence[str], end_data: str | None = None, last_event_id: str = "",
        reconnect: Reconnect | None = None, reconnect_limit: int | None = None,
    ) -> Generator[Any, None, None]:
        stream = _Stream(call, formats, end_data, last_event_id, reconnect, reconnect_limit, self._limit)
        while not stream.is_complete:
            try:
                with self._open(call, stream.headers(), self._timeout) as response:
                    stream.open(response)
                    for part in () if stream.is_complete else chain(self._parts(response), (None,)):
                        yield from stream.records(part)
                        if stream.is_complete:
                            return
                if not stream.is_complete:
                    stream.end()
            except ClientError as error:
                self._closing.wait(stream.delay(error))

    @contextmanager
    def _open(
        self, call: _Call, headers: Mapping[str, str], timeout: httpx.Timeout
    ) -> Iterator[httpx.Response]:
        own = self._own_headers() if callable(self._own_headers) else self._own_headers
        secrets = self._auth() if self._auth else {}
        call = _secured(call, secrets)
        content, parts, about = _body(call)
        with _named("connect", self):
            request = self._http.build_request(
                call.method, _url(call, self._base_url), content=content, files=parts,
                headers=_headers(call, headers, about, own), timeout=timeout,
            )
            response = self._sent(request)
        self._open_responses.add(response)
        try:
            self.check()
            if not response.is_success:
                _hurry(response)
                raise HttpError(response, _start(self._parts(response)))
            yield response
        finally:
            self._open_responses.discard(response)
            response.close()

    def _sent(self, request: httpx.Request) -> httpx.Response:
        """The answer, after redirects."""
        response, count = self._http.send(request, stream=True), 0
        while following := _redirected(response):
            response.close()
            count += 1
            if count > _MOST_REDIRECTS:
                raise ClientError("redirect", f"the server redirects more than {_MOST_REDIRECTS} times")
            # The HTTP client's own credentials are for where the request was meant to go.
            response = self._http.send(following, stream=True, auth=None)
        return response

    def _parts(self, response: httpx.Response) -> Iterator[bytes]:
        with _named("connectionLost", self):
            for part in response.iter_bytes():
                self.check()
                yield part


def _wake_reader(response: httpx.Response) -> None:
    """Ends what another thread waits for: closing a socket would leave it waiting."""
    stream = response.extensions.get("network_stream")
    # The connection of an answer that is over may serve another, and one of HTTP/2 serves several.
    if stream is None or response.is_closed or not response.http_version.startswith("HTTP/1"):
        return
    with suppress(OSError):
        stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


def _check_content(response: httpx.Response) -> None:
    if response.status_code in (204, 205):
        raise ContentTypeError("mediaType", "the answer has no content, and is no file")


def _check(closing: threading.Event | asyncio.Event, http: httpx.Client | httpx.AsyncClient) -> None:
    if closing.is_set() or http.is_closed:
        raise ClientError("closed", "the client is closed")


@contextmanager
def _named(kind: str, connections: _Connections | _AsyncConnections) -> Iterator[None]:
    """Gives httpx's errors the names of this module; once the client is closed there is only one."""
    try:
        connections.check()
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        connections.check()
        raise _failure(kind, error) from error
    except RuntimeError:
        # What httpx raises where it is closed itself.
        connections.check()
        raise
    # A connection that was cut may look like one that came to its end.
    connections.check()


def _answer_timeout(http: httpx.Client | httpx.AsyncClient | None, timeout: float | None) -> httpx.Timeout:
    """How long an ordinary answer may take: as the caller says, or the caller's own HTTP client."""
    if http is not None and timeout is None:
        return http.timeout
    return httpx.Timeout(10, read=60 if timeout is None else timeout)


_START = 1 << 16


def _hurry(response: httpx.Response) -> None:
    """Bounds the silence within an error's body: nobody goes on before it is read."""
    timeout = response.request.extensions.get("timeout", {})
    timeout["read"] = min(timeout.get("read") or 5, 5)


def _start(parts: Iterator[bytes]) -> bytes:
    """The first 64 KiB of a body."""
    body = b""
    with suppress(ClientError):
        for part in parts:
            body += part
            if len(body) >= _START:
                break
    return body[:_START]


class _AsyncConnections:
    """The calls of an `AsyncClient`."""

    def __init__(
        self, base_url: str, http: httpx.AsyncClient | None, headers: Headers | None, auth: AsyncAuth | None,
        timeout: float | None, limit: int,
    ) -> None:
        self._base_url = base_url
        self._http = http or httpx.AsyncClient(limits=httpx.Limits(max_connections=None))
        # Who made it closes it.
        self._owns_http = http is None
        self._closing = asyncio.Event()
        self._open_responses: set[httpx.Response] = set()
        self._own_headers = headers or {}
        self._auth = auth
        self._timeout = httpx.Timeout(10, read=timeout)
        self._answer_timeout = _answer_timeout(http, timeout)
        self._limit = limit

    async def close(self) -> None:
        self._closing.set()
        for response in tuple(self._open_responses):
            await response.aclose()
        if self._owns_http:
            await self._http.aclose()

    def check(self) -> None:
        _check(self._closing, self._http)

    async def fetch(self, call: _Call, is_json: bool = False) -> Any:
        async with self._open(call, {}, self._answer_timeout) as response:
            return _answer(response, b"".join([part async for part in self._parts(response)]), is_json)

    async def download(self, call: _Call, to: str | os.PathLike[str], progress: Progress | None) -> Path:
        async with self._open(call, {"Accept-Encoding": "identity"}, self._timeout) as response:
            _check_content(response)
            with _Download(to, response, progress) as download:
                async for part in self._parts(response):
                    download.write(part)
        return Path(to)

    async def stream(
        self, call: _Call, formats: Sequence[str], end_data: str | None = None, last_event_id: str = "",
        reconnect: Reconnect | None = None, reconnect_limit: int | None = None,
    ) -> AsyncGenerator[Any, None]:
        stream = _Stream(call, formats, end_data, last_event_id, reconnect, reconnect_limit, self._limit)
        while not stream.is_complete:
            try:
                async with self._open(call, stream.headers(), self._timeout) as response:
                    stream.open(response)
                    if stream.is_complete:
                        return
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
                delay = stream.delay(error)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), delay)

    @asynccontextmanager
    async def _open(
        self, call: _Call, headers: Mapping[str, str], timeout: httpx.Timeout
    ) -> AsyncIterator[httpx.Response]:
        own = self._own_headers() if callable(self._own_headers) else self._own_headers
        asked = self._auth() if self._auth else {}
        secrets = await asked if isinstance(asked, Awaitable) else asked
        call = _secured(call, secrets)
        content, parts, about = _body(call)
        with _named("connect", self):
            request = self._http.build_request(
                call.method, _url(call, self._base_url), content=content, files=parts,
                headers=_headers(call, headers, about, own), timeout=timeout,
            )
            response = await self._sent(request)
        self._open_responses.add(response)
        try:
            self.check()
            if not response.is_success:
                _hurry(response)
                raise HttpError(response, await _async_start(self._parts(response)))
            yield response
        finally:
            self._open_responses.discard(response)
            await response.aclose()

    async def _sent(self, request: httpx.Request) -> httpx.Response:
        """The answer, after redirects."""
        response, count = await self._http.send(request, stream=True), 0
        while following := _redirected(response):
            await response.aclose()
            count += 1
            if count > _MOST_REDIRECTS:
                raise ClientError("redirect", f"the server redirects more than {_MOST_REDIRECTS} times")
            # The HTTP client's own credentials are for where the request was meant to go.
            response = await self._http.send(following, stream=True, auth=None)
        return response

    async def _parts(self, response: httpx.Response) -> AsyncIterator[bytes]:
        with _named("connectionLost", self):
            async for part in response.aiter_bytes():
                self.check()
                yield part


async def _async_start(parts: AsyncIterator[bytes]) -> bytes:
    body = b""
    with suppress(ClientError):
        async for part in parts:
            body += part
            if len(body) >= _START:
                break
    return body[:_START]
