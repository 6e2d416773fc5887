"""From a request to the one that a redirect asks for."""

from __future__ import annotations

import httpx

from .errors import ClientError

# Exported from here on.

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
