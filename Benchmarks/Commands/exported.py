"""Exported clients beside what else reads the same streams."""

import json
import os
import shutil
import subprocess
import tempfile

from decoding import VENV
from report import table

PEERS = "Benchmarks/Peers"
ROW = {"type": "object"}
DOCUMENT = {
    "openapi": "3.1.0",
    "paths": {
        f"/{name}": {
            "get": {
                "operationId": name,
                "responses": {"200": {"content": {media_type: {"schema": schema}}}},
            }
        }
        for name, media_type, schema in (
            ("events", "text/event-stream", ROW),
            ("rows", "application/x-ndjson", ROW),
            ("file", "application/octet-stream", {"type": "string", "format": "binary"}),
        )
    },
}


def lines(*command):
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def exported(binary):
    """Processor time of the same run; a file that is streamed holds hardly more than fetch alone."""
    with tempfile.TemporaryDirectory() as folder:
        document = os.path.join(folder, "openapi.json")
        with open(document, "w", encoding="utf-8") as file:
            json.dump(DOCUMENT, file)
        clients = {"javascript": os.path.join(folder, "api.mjs"), "python": os.path.join(folder, "api.py")}
        for language, client in clients.items():
            command = [binary, "export", document, "--as", language, "--out", client]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        subprocess.run(["Scripts/make-venv", VENV, f"{PEERS}/requirements.txt"], check=True)
        found = lines(f"{VENV}/bin/python", f"{PEERS}/exported_streams.py", clients["python"])
        rows = [["Python", *row] for row in found]
        node, memory = shutil.which("node"), []
        if node:
            script = f"{PEERS}/exported_streams.mjs"
            rows = [["Node", *row] for row in lines(node, script, clients["javascript"])] + rows
            memory = [
                size for peer in ([], ["peer"]) for size in lines(node, script, clients["javascript"], "memory", *peer)
            ]
        else:
            print("(no Node: exported JavaScript is not measured)")
        table(
            "Exported clients beside their peers, processor time, best of 5",
            ["what", "exported", "peer", "its time", "to peer"],
            [
                [f"{where}: {what}", f"{own:.0f} ms", peer, f"{other:.0f} ms", f"{own / other:.2f}x"]
                for where, what, own, peer, other in rows
            ],
        )
        if memory:
            figures = [["300 MB to a WritableStream", *[f"{size / 1e6:.0f} MB" for size in memory]]]
            table("Exported JavaScript in Node, most memory", ["what", "resident", "fetch alone"], figures)
    return not memory or memory[0] <= memory[1] * 1.2
