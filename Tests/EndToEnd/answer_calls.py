"""Makes ordinary calls and downloads of an exported Python client.

    python answer_calls.py MODULE sync|async CALLS
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from trace_loops import load


def failed(error):
    return {"error": error.kind, **({"status": error.status} if error.kind == "status" else {})}


def outcome(api, call):
    with tempfile.TemporaryDirectory() as folder, api.Client(call["baseUrl"]) as client:
        try:
            if call["function"] == "read_file":
                return {"value": client.read_file(to=Path(folder) / "it").read_text()}
            return {"value": getattr(client, call["function"])()}
        except api.ClientError as error:
            assert not [*Path(folder).iterdir()], "a part of a file was left"
            return failed(error)


async def async_outcome(api, call):
    with tempfile.TemporaryDirectory() as folder:
        async with api.AsyncClient(call["baseUrl"]) as client:
            try:
                if call["function"] == "read_file":
                    return {"value": (await client.read_file(to=Path(folder) / "it")).read_text()}
                return {"value": await getattr(client, call["function"])()}
            except api.ClientError as error:
                return failed(error)


if __name__ == "__main__":
    path, manner, text = sys.argv[1:]
    api, calls = load(path), json.loads(text)
    if manner == "sync":
        outcomes = {name: outcome(api, call) for name, call in calls.items()}
    else:
        outcomes = {name: asyncio.run(async_outcome(api, call)) for name, call in calls.items()}
    print(json.dumps(outcomes))
