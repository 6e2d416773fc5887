"""How soon clients are written, and how fast the exported decoders are."""

import json
import os
import shutil
import subprocess
import tempfile

import documents
from report import table

PEERS = "Benchmarks/Peers"


def export(binary):
    """A client of 50 endpoints, and its decoders over more and more bytes: a constant rate is linear."""
    with tempfile.TemporaryDirectory() as folder:
        document, client = os.path.join(folder, "openapi.json"), os.path.join(folder, "api.js")
        with open(document, "w", encoding="utf-8") as file:
            json.dump(documents.large_document(50), file)
        reading = documents.seconds([binary, "list", document, "--json"])
        rows = []
        for language in ("typescript", "python", "swift", "curl"):
            seconds = documents.seconds([binary, "export", document, "--as", language])
            rows.append([language, f"{seconds * 1000:.0f} ms", "100 ms", f"{seconds / reading:.1f}x"])
        table("Export of 50 endpoints, best of 5", ["language", "time", "at most", "to list"], rows)
        node = shutil.which("node")
        if not node:
            print("(no Node: the exported decoders are not measured)")
            return True
        command = [binary, "export", document, "--as", "javascript", "--endpoint", "stream_1", "--out", client]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        with open(os.path.join(folder, "package.json"), "w", encoding="utf-8") as file:
            file.write('{"type": "module"}')
        script = os.path.join(PEERS, "exported_decoders.mjs")
        output = subprocess.run([node, script, client], check=True, capture_output=True, text=True).stdout
        rows, is_linear = [], True
        for line in output.splitlines():
            shape, cut, *rates = json.loads(line)
            is_linear = is_linear and rates[-1] > rates[0] / 2
            rows.append([f"{shape}, cut in {cut // 1024} KiB", *[f"{rate:.0f} MB/s" for rate in rates]])
        table("Exported decoder in Node", ["events", "8 MiB", "16 MiB", "32 MiB"], rows)
    return is_linear
