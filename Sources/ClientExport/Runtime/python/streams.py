"""What a stream remembers, and when it connects again."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from random import random
from time import monotonic
from typing import Any

import httpx

from .basics import Reconnect
from .decoders import _CodingCheck, _Decoder, _EventDecoder, _LineDecoder, _TextDecoder
from .errors import ClientError, ConnectionFailure, ContentTypeError, HttpError, SilenceError
from .records import Event, _Unmarked
from .requests import _Call, _is_json, _media_type
from .values import _ArrayDecoder, _SequenceDecoder

# Exported from here on.

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
