"""The start of the asynchronous client."""

from __future__ import annotations

import httpx

from .async_connections import _AsyncConnections
from .basics import BASE_URL, AsyncAuth, Headers

# Exported from here on.


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
