"""The start of the blocking client, whose methods the endpoints are."""

from __future__ import annotations

import httpx

from .basics import BASE_URL, Auth, Headers
from .connections import _Connections

# Exported from here on.


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
