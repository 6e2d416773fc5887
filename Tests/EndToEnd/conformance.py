"""The conformance cases of the decoders, as a server plays them."""

import base64
import json

from program import ROOT
from raw_server import RawServer

FORMATS = {"ndjson": "application/x-ndjson", "json-seq": "application/json-seq", "concat": "application/json"}


def cases(name, format=None):
    every = json.loads((ROOT / "Tests/StreamDecodingTests/Fixtures" / name).read_text())
    return [case for case in every if format in (None, case.get("format"))]


def served(case, head):
    """The chunks of a case, as they are cut in it."""
    parts = [part for chunk in case["chunks"] for part in (base64.b64decode(chunk), 0.001)]
    return [head, *[part for part in parts if part], RawServer.FIN]
