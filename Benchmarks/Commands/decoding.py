"""Streams from memory through the decoders, beside those of others."""

import os
import shutil
import subprocess
import sys
import tempfile

from report import table

PEERS = "Benchmarks/Peers"
VENV = ".build/bench-venv"


def figures(command):
    """Runs a program that prints name, bytes and nanoseconds between tabs."""
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    lines = [line.split("\t") for line in output.splitlines()]
    return {name: (int(size), int(time or 0)) for name, size, time in lines}


def peer_figures(decoders):
    """What the peers need for the same bytes; a peer that is not there has no figure."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for kind in ("sse", "ndjson"):
            files.append(os.path.join(folder, kind))
            with open(files[-1], "wb") as file:
                subprocess.run([decoders, "corpus", kind], stdout=file, check=True)
        subprocess.run(["Scripts/make-venv", VENV, f"{PEERS}/requirements.txt"], check=True)
        found = figures([f"{VENV}/bin/python", f"{PEERS}/peers.py", *files])
        if shutil.which("node"):
            found |= figures(["node", f"{PEERS}/peer.mjs", files[1]])
        return found


def peer_of(name):
    """The figure that another one is compared with."""
    if name.startswith("decodable: "):
        return "decodable: Foundation JSONDecoder"
    if name.startswith("ndjson: "):
        return "ndjson: orjson, per line"
    return "sse: httpx-sse" if name.startswith("sse: ") else None


def decoding(binary):
    """Streams from memory through the decoders, in processor time of one thread."""
    decoders = os.path.join(os.path.dirname(binary), "Benchmarks")
    if not os.access(decoders, os.X_OK):
        print("error: the benchmarks are not built; make bench builds them", file=sys.stderr)
        return False
    measured = figures([decoders]) | peer_figures(decoders)
    speeds = {name: size / time * 1000 for name, (size, time) in measured.items() if time}
    rows = []
    for name, speed in sorted(speeds.items(), key=lambda item: item[0].split(":")[0]):
        limit = speeds.get(name.split(":")[0] + ": memchr")
        peer = speeds.get(peer_of(name))
        milliseconds = measured[name][1] / 1e6
        share = f"{speed / limit * 100:.1f} %" if limit else ""
        ratio = f"{speed / peer:.1f}x {peer_of(name).split(': ')[1].split(',')[0]}" if peer else ""
        rows.append([name, f"{milliseconds:.1f} ms", f"{speed:,.0f}", share, ratio])
    table(
        "Decoding from memory, one thread", ["stream", "time", "MB/s", "of memchr", "to peer"], rows
    )
    growth = [[name, f"{size / 1e6:.1f} MB"] for name, (size, time) in measured.items() if not time]
    table("Memory beyond the first 64 MB of a stream", ["stream", "growth"], growth)
    return True
