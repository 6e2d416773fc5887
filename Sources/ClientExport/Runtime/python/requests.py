"""Requests: paths, queries, headers and bodies."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import httpx

from .errors import ClientError
from .records import _MARK, _value
from .secrets import _SECRETS

# Exported from here on.


class _Call(NamedTuple):
    """A request before it has a server."""

    method: str
    path: str
    params: Mapping[str, object] = {}
    query: Mapping[str, object] = {}
    headers: Mapping[str, object] = {}
    cookies: Mapping[str, object] = {}
    # What stands between the values of a list that is one value, by the names of the query.
    joints: Mapping[str, str] = {}
    media_type: str = ""
    body: object = None
    # None is the JSON `null` then, and no body otherwise.
    takes_null: bool = False
    security: Sequence[str] = ()


def _secret_place(scheme: str) -> tuple[str, str, str]:
    return _SECRETS.get(scheme, ("header", scheme, ""))


def _secured(call: _Call, secrets: Mapping[str, str]) -> _Call:
    """Puts secrets where their schemes want them; what is of no scheme is a header."""
    for scheme, secret in secrets.items():
        place, name, before = _secret_place(scheme)
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
        text = quote(",".join(_texts(call.params[match[1]])), safe="/" if match[2] == ":path" else "")
        # Every URL parser takes dots for a step up.
        if re.search(r"^$|(^|/)\.\.?(/|$)", text):
            raise ClientError("connect", f"the request cannot be sent: no path can hold {text!r} as {match[1]}")
        return text

    path = re.sub(r"\{([^{}:]*)(:[^{}]*)?\}", filled, call.path)
    pairs = [f"{quote(name, safe='')}={text}" for name in call.query for text in _query_texts(call, name)]
    return base_url.rstrip("/") + path + ("?" if pairs else "") + "&".join(pairs)


def _query_texts(call: _Call, name: str) -> list[str]:
    texts = [quote(text, safe="") for text in _texts(call.query[name])]
    return [call.joints[name].join(texts)] if texts and name in call.joints else texts


# What stays as it is in a cookie: no backend decodes one. Source: RFC 6265, 4.1.1, "cookie-octet".
_COOKIE_OCTETS = "!#$%&'()*+-./:<=>?@[]^_`{|}~"


def _headers(call: _Call, *own: Mapping[str, object]) -> list[tuple[bytes, bytes]]:
    """A line for each value. Later mappings win over earlier ones."""
    lines: dict[str, list[tuple[str, str]]] = {}
    for values in (*own, call.headers):
        for name, value in values.items():
            texts = _texts(value)
            if texts:
                lines[name.lower()] = [(name, text) for text in texts]
    pairs = [(name, text) for name, value in call.cookies.items() for text in _texts(value)]
    if pairs:
        cookies = ("=".join(quote(text, safe=_COOKIE_OCTETS) for text in pair) for pair in pairs)
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


def _answer(response: httpx.Response, body: bytes) -> Any:
    """An ordinary answer: JSON as values, anything else as text, None where no body can be."""
    if response.status_code in (204, 205) or response.request.method == "HEAD":
        return None
    if not _is_json(_media_type(response)):
        return body.decode("utf-8", "replace") if body else None
    return _value(body.removeprefix(_MARK))
