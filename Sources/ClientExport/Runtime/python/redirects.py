"""From a request to the one that a redirect asks for."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from .requests import _secret_place

# Exported from here on.

# As many as httpx follows.
_MOST_REDIRECTS = 20
# What httpx sends by itself tells nothing of who asks.
_OPEN_HEADERS = {"accept", "accept-encoding", "connection", "user-agent"}


def _private(
    secrets: Mapping[str, str], own: Mapping[str, str], http: httpx.Client | httpx.AsyncClient
) -> set[str]:
    """The headers that stay within their origin."""
    places = [_secret_place(scheme) for scheme in secrets]
    names = {name for place, name, _ in places if place == "header"} | {*own}
    names |= {name.lower() for name in http.headers} - _OPEN_HEADERS
    return names | {"authorization", "cookie", "proxy-authorization"}


def _redirected(response: httpx.Response, private: set[str]) -> httpx.Request | None:
    """The next request; None where the answer is no redirect, or httpx has followed it itself."""
    before, following = response.request, response.next_request
    if following is None:
        return None
    if _origin(following.url) != _origin(before.url):
        for name in private:
            following.headers.pop(name, None)
    elif "Cookie" in before.headers:
        # httpx leaves it behind.
        following.headers["Cookie"] = before.headers["Cookie"]
    return following


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
