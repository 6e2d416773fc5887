"""The calls of the blocking client, and what both clients stand on."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from .basics import Auth, Headers, Progress, Reconnect
from .download import _Download
from .errors import ClientError, ContentTypeError, HttpError, _failure
from .redirects import _MOST_REDIRECTS, _redirected
from .requests import _answer, _body, _Call, _headers, _secured, _url
from .streams import _Stream

if TYPE_CHECKING:
    from .async_connections import _AsyncConnections

# Exported from here on.


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
