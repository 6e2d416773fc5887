"""The errors that a call can raise."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

# Exported from here on.


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
