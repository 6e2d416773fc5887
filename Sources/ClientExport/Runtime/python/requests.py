"""Requests: paths, queries, headers and bodies."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import httpx

from .errors import ClientError, ContentTypeError
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
