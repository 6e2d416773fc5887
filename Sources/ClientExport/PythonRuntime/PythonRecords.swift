extension PythonRuntime {
  /// Records and the decoders that make them.
  static let records = #"""
    class Event(NamedTuple, Generic[_Name, _Data]):
        """One Server-Sent Event."""

        type: _Name
        data: str
        last_event_id: str

        def json(self) -> _Data:
            """The data, which is JSON."""
            data: _Data = _value(self.data.encode())
            return data


    _MARK = b"\xef\xbb\xbf"
    _LIMIT = 16 << 20
    _LINES = re.compile(r"application/(x-ndjson|ndjson|jsonl|x-jsonlines|jsonlines|stream\+json)")


    def _refused(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")


    def _value(text: bytes) -> Any:
        try:
            return json.loads(text.decode(), parse_constant=_refused)
        except (ValueError, RecursionError) as error:
            raise RecordError("invalidRecord", f"a record is not JSON: {error}") from error


    class _Lines:
        """Whole lines from bytes that are cut anywhere; a byte order mark at the start is left out."""

        def __init__(self, ends: bytes) -> None:
            self._ends = re.compile(ends)
            self._pending: list[bytes] = []
            self._size = 0
            self._is_first = True
            self._follows_return = False

        def push(self, part: bytes) -> Iterator[bytes]:
            if self._follows_return and part.startswith(b"\n"):
                part = part[1:]
                self._follows_return = False
            if not part:
                return
            self._follows_return = rb"\r" in self._ends.pattern and part.endswith(b"\r")
            pieces = self._ends.split(part)
            for piece in pieces[:-1]:
                self._keep(piece)
                yield self.rest()
            self._keep(pieces[-1])

        def rest(self) -> bytes:
            line = b"".join(self._pending)
            self._pending, self._size = [], 0
            if self._is_first:
                line = line.removeprefix(_MARK)
            self._is_first = False
            return line

        def _keep(self, piece: bytes) -> None:
            self._size += len(piece)
            if self._size > _LIMIT:
                raise RecordError("recordTooLarge", f"a record is larger than {_LIMIT} bytes")
            self._pending.append(piece)


    class _Decoder:
        """Records from bytes that are cut anywhere."""

        def push(self, part: bytes) -> Iterator[Any]:
            raise NotImplementedError

        def finish(self) -> Iterator[Any]:
            yield from ()


    class _TextDecoder(_Decoder):
        def __init__(self) -> None:
            self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")

        def push(self, part: bytes) -> Iterator[str]:
            text = self._decoder.decode(part)
            if text:
                yield text

        def finish(self) -> Iterator[str]:
            text = self._decoder.decode(b"", True)
            if text:
                yield text


    class _LineDecoder(_Decoder):
        """One JSON value a line, or after each record separator (RFC 7464)."""

        def __init__(self, ends: bytes) -> None:
            self._lines = _Lines(ends)

        def push(self, part: bytes) -> Iterator[Any]:
            for line in self._lines.push(part):
                yield from self._records(line)

        def finish(self) -> Iterator[Any]:
            yield from self._records(self._lines.rest())

        def _records(self, line: bytes) -> Iterator[Any]:
            if line.strip(b" \t\r\n"):
                yield _value(line)


    class _ValueDecoder(_Decoder):
        """A whole JSON document; the elements of an array are its records."""

        def __init__(self) -> None:
            self._body = _Lines(b"(?!)")

        def push(self, part: bytes) -> Iterator[Any]:
            yield from self._body.push(part)

        def finish(self) -> Iterator[Any]:
            value = _value(self._body.rest())
            yield from value if isinstance(value, list) else [value]


    class _EventDecoder(_Decoder):
        """Source: WHATWG HTML, 9.2.6, "Interpreting an event stream"."""

        def __init__(self, stream: _Stream) -> None:
            self._stream = stream
            self._lines = _Lines(rb"\r\n|\r|\n")
            self._id = stream.last_event_id
            self._type = ""
            self._data: list[str] = []
            self._size = 0

        def push(self, part: bytes) -> Iterator[Event[str, Any]]:
            for line in self._lines.push(part):
                if line:
                    self._field(line.decode("utf-8", "replace"))
                else:
                    yield from self._dispatch()

        def _field(self, line: str) -> None:
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if name == "data":
                self._size += len(value) + 1
                if self._size > _LIMIT:
                    raise RecordError("recordTooLarge", f"an event is larger than {_LIMIT} bytes")
                self._data.append(value)
            elif name == "event":
                self._type = value
            elif name == "id" and "\0" not in value:
                self._id = value
            elif name == "retry" and re.fullmatch("[0-9]+", value):
                self._stream.retry = int(value[:15]) / 1000

        def _dispatch(self) -> Iterator[Event[str, Any]]:
            data, type, has_data = "\n".join(self._data), self._type or "message", bool(self._data)
            self._stream.last_event_id = self._id
            self._data, self._type, self._size = [], "", 0
            if has_data:
                yield Event(type, data, self._id)

    """#
}
