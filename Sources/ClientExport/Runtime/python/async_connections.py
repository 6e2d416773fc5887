"""The calls of the asynchronous client."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from .basics import AsyncAuth, Headers, Progress, Reconnect
from .connections import _START, _answer_timeout, _check, _check_content, _hurry, _named
from .download import _Download
from .errors import ClientError, HttpError
from .redirects import _MOST_REDIRECTS, _redirected
from .requests import _answer, _body, _Call, _headers, _secured, _url
from .streams import _Stream

# Exported from here on.


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
