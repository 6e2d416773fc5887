"""Calls the functions of an exported Python client, and prints what their loops see.

    python trace_loops.py MODULE sync|async CALLS

CALLS is an object; the lines of each call are printed by its name, as those of trace_calls.ts.
"""

import asyncio
import importlib.util
import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ARGUMENTS = {
    "stream_notifications": [1], "stream_chat": [{"message": "hi"}], "stream_analytics_data": [],
    "stream_logs": [], "download_file": ["report"],
}  # fmt: skip


def load(path):
    specification = importlib.util.spec_from_file_location("api", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def settings(call):
    limit = call.get("recordLimit")
    return {"record_limit": limit} if limit else {}


def options(call, folder, lines):
    if call["name"] == "download_file":
        def progress(done, total):
            lines.append({"callback": "onProgress", "done": done, "total": total})

        return {"to": Path(folder) / "file", "progress": progress}
    names = {"reconnect": "reconnect", "lastEventId": "last_event_id", "reconnectLimit": "reconnect_limit"}
    return {names[key]: value for key, value in call.items() if key in names}


def seen(record, name):
    if hasattr(record, "last_event_id"):
        return {
            "callback": "onMessage", "type": record.type, "data": record.data, "lastEventId": record.last_event_id,
        }  # fmt: skip
    return {"callback": "onChunk", "text" if name == "stream_logs" else "value": record}


def failed(error):
    status = {"status": error.status} if error.kind == "status" else {}
    return {"callback": "onError", "fatal": True, "error": {"kind": error.kind, **status}}


def run(api, call):
    lines = []
    try:
        with tempfile.TemporaryDirectory() as folder, api.Client(call["baseUrl"], **settings(call)) as client:
            stream = getattr(client, call["name"])(*ARGUMENTS[call["name"]], **options(call, folder, lines))
            for count, record in enumerate(() if isinstance(stream, Path) else stream, 1):
                lines.append(seen(record, call["name"]))
                if count == call["leaveAfter"]:
                    return lines
                time.sleep(call["slow"] / 1000)
        lines.append({"callback": "onComplete"})
    except api.ClientError as error:
        lines.append(failed(error))
    return lines


async def run_async(api, call):
    lines = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with api.AsyncClient(call["baseUrl"], **settings(call)) as client:
                stream = getattr(client, call["name"])(*ARGUMENTS[call["name"]], **options(call, folder, lines))
                if call["name"] == "download_file":
                    await stream
                else:
                    count = 0
                    async for record in stream:
                        count += 1
                        lines.append(seen(record, call["name"]))
                        if count == call["leaveAfter"]:
                            return lines
                        await asyncio.sleep(call["slow"] / 1000)
        lines.append({"callback": "onComplete"})
    except api.ClientError as error:
        lines.append(failed(error))
    return lines


async def run_all(api, calls):
    traces = await asyncio.gather(*(run_async(api, call) for call in calls.values()))
    return dict(zip(calls, traces, strict=True))


if __name__ == "__main__":
    path, manner, text = sys.argv[1:]
    api, calls = load(path), json.loads(text)
    if manner == "sync":
        with ThreadPoolExecutor(8) as threads:
            traces = dict(zip(calls, threads.map(lambda call: run(api, call), calls.values()), strict=True))
    else:
        traces = asyncio.run(run_all(api, calls))
    print(json.dumps(traces))
