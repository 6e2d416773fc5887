/// What an exported Python module stands on, in Python: httpx, and nothing else.
enum PythonRuntime {
  /// The top of the module.
  static let imports = #"""
    from __future__ import annotations

    import asyncio
    import codecs
    import json
    import logging
    import os
    import re
    import socket
    import threading
    from base64 import b64encode
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping
    from collections.abc import Sequence
    from contextlib import asynccontextmanager, contextmanager, suppress
    from datetime import date, datetime, time
    from email.utils import parsedate_to_datetime
    from itertools import chain
    from pathlib import Path
    from random import random
    from time import monotonic
    from typing import IO, Any, Generic, Literal, NamedTuple, NotRequired, TypeAlias, TypedDict, TypeVar, Union
    from urllib.parse import quote, urlencode

    import httpx

    """#

  /// Names that are used in the types of the calls.
  static let aliases = #"""
    _Name = TypeVar("_Name", bound=str)
    _Data = TypeVar("_Data")

    Headers: TypeAlias = "Mapping[str, str] | Callable[[], Mapping[str, str]]"
    Auth: TypeAlias = "Callable[[], Mapping[str, str]]"
    AsyncAuth: TypeAlias = "Callable[[], Mapping[str, str] | Awaitable[Mapping[str, str]]]"
    Reconnect: TypeAlias = Literal["always", "on-failure", "never"]
    Progress: TypeAlias = "Callable[[int, int | None], None]"
    # A file in a form: its content, or its name, its content and its media type.
    FilePart: TypeAlias = "bytes | IO[bytes] | tuple[str, bytes | IO[bytes]] | tuple[str, bytes | IO[bytes], str]"

    """#

  /// All of it but the top, as one text.
  static let text = [
    errors, requests, redirects, records, decoders, values, streams, files, connections,
    asyncConnections,
  ].joined(separator: "\n\n")

  /// Every name of the module that an endpoint or a model must not take.
  static let names: Set<String> = {
    let code = imports + aliases + text
    let declared = code.matches(of: #/(?m)^(?:class |def |async def )?([A-Za-z_]\w*)/#)
    let imported = code.matches(of: #/(?m)^(?:import|from [\w.]+ import) (.+)$/#)
    return Set(declared.map { String($0.output.1) })
      .union(
        imported.flatMap { $0.output.1.split(separator: ", ").map(String.init) }
      )
      .union(["AsyncClient", "BASE_URL", "Client", "_SECRETS"])
  }()
}
