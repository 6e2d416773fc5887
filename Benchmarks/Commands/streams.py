"""Streams and files over loopback, beside curl."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from report import table

PEERS = "Benchmarks/Peers"
# Where a run that stands still is given up, in seconds.
LONGEST = 300


class StreamServer:
    """Bytes made before, sent as fast as they are taken: what both sides are measured on.

    A backend that makes its records as it sends them would be measured in their place. A server of
    Benchmarks/Peers prints its port, and ends with its input.
    """

    def __init__(self, script="server.py", *arguments, scheme="http"):
        self.scheme = scheme
        self.process = subprocess.Popen(
            [sys.executable, f"{PEERS}/{script}", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self):
        return f"{self.scheme}://127.0.0.1:{int(self.process.stdout.readline())}"

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def beside_curl(label, commands, runs, output, between=lambda: None):
    """Runs curl and the program in turn, so that what else the machine does meets both; a row."""
    walls, works = {name: [] for name in commands}, {name: [] for name in commands}
    for run in range(runs):
        # In turn, and in the other order each time: who comes second finds another machine.
        for name, command in sorted(commands.items(), reverse=run % 2 == 1):
            between()
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.perf_counter()
            with open(output, "wb") as file:
                subprocess.run(
                    command, stdout=file, stderr=subprocess.DEVNULL, check=True, timeout=LONGEST
                )
            walls[name].append(time.perf_counter() - start)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            works[name].append(
                after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            )
    wall = {name: statistics.median(times) for name, times in walls.items()}
    work = {name: statistics.median(times) for name, times in works.items()}
    return [
        label,
        f"{wall['curl'] * 1000:.0f} ms",
        f"{wall['fluidtop'] * 1000:.0f} ms",
        f"{wall['fluidtop'] / wall['curl']:.2f}x",
        f"{work['fluidtop'] / work['curl']:.2f}x",
    ]


BESIDE_CURL = ["what", "curl", "fluidtop", "time to curl", "processor to curl"]


def tail(binary):
    """200-byte events over loopback, to a file."""
    if not shutil.which("curl"):
        print("tail: there is no curl to compare with", file=sys.stderr)
        return True
    shapes = [
        ("written", 100_000, "100,000 events, each a chunk and a write"),
        ("chunked", 100_000, "100,000 events, each a chunk, many a write"),
        ("whole", 100_000, "100,000 events, no chunks"),
        ("chunked", 1_000_000, "1,000,000 events, each a chunk, many a write"),
        ("whole", 1_000_000, "1,000,000 events, no chunks"),
    ]
    rows = []
    with StreamServer() as base, tempfile.TemporaryDirectory() as folder:
        for shape, count, label in shapes:
            url = f"{base}/{shape}/{count}"
            commands = {
                "curl": ["curl", "-sN", url],
                "fluidtop": [binary, "tail", url, "--output", "data"],
            }
            runs = 11 if count <= 100_000 else 5
            rows.append(beside_curl(label, commands, runs, os.path.join(folder, "output")))
    table("tail --output data beside curl -N, median, in turn", BESIDE_CURL, rows)
    return True


def get(binary):
    """2 GB over loopback: to disk, and to memory where there is room."""
    size = 2_000_000_000
    if not shutil.which("curl"):
        print("get: there is no curl to compare with", file=sys.stderr)
        return True
    rows = []
    for parent, label in ((".build", "2 GB to disk"), ("/dev/shm", "2 GB to a file in memory")):
        if not os.access(parent, os.W_OK) or shutil.disk_usage(parent).free < 3 * size:
            print(f"get: {label}: needs 6 GB in {parent}", file=sys.stderr)
            continue
        with tempfile.TemporaryDirectory(dir=parent) as folder, StreamServer() as base:
            rows.append(beside_curl(label, *download(binary, f"{base}/bytes/{size}", folder)))
    table("get beside curl, median of 7, in turn", BESIDE_CURL, rows)
    return True


def download(binary, url, folder):
    """Both commands, and what comes before each: no file is there, and the disk is done."""
    ours, theirs = os.path.join(folder, "ours"), os.path.join(folder, "theirs")

    def forget():
        for path in (ours, theirs):
            if os.path.exists(path):
                os.remove(path)
        os.sync()

    commands = {
        "curl": ["curl", "-s", "-o", theirs, url],
        "fluidtop": [binary, "get", url, "-o", ours],
    }
    return commands, 7, os.devnull, forget
