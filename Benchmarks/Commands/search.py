"""Filters over records that are kept, beside the tools that one would take for a file of them."""

import os
import resource
import subprocess
import sys
import tempfile

from decoding import VENV, figures
from report import table

FIELD = """
import sys, orjson
print(sum(orjson.loads(line)["load"] > 900 for line in open(sys.argv[1], "rb")))
"""


def child_seconds():
    """What ended processes have taken of a processor."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def speed(command, size):
    """Megabytes a second of processor time, the best of five."""
    best = float("inf")
    for _ in range(5):
        before = child_seconds()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        best = min(best, child_seconds() - before)
    return size / best / 1e6


def search(binary):
    """The filters of the screen, and grep and orjson over the same rows, one thread each."""
    benchmarks = os.path.join(os.path.dirname(binary), "Benchmarks")
    if not os.access(benchmarks, os.X_OK):
        print("error: the benchmarks are not built; make bench builds them", file=sys.stderr)
        return False
    subprocess.run(["Scripts/make-venv", VENV, "Benchmarks/Peers/requirements.txt"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rows")
        with open(path, "wb") as file:
            subprocess.run([benchmarks, "corpus", "ndjson"], stdout=file, check=True)
        with open(path, "ab") as file, open(path, "rb") as once:
            rows = once.read()
            for _ in range(7):
                file.write(rows)
        size = len(rows) * 8
        grep = ["env", "LC_ALL=C.UTF-8", "grep", "-c"]
        peers = {
            "a text that is nowhere": ("grep -F", [*grep, "-F", "zebra", path]),
            "a text in one of a hundred": ("grep -iF", [*grep, "-iF", "aurora 13", path]),
            "a field": ("orjson", [f"{VENV}/bin/python", "-c", FIELD, path]),
            "a pattern": ("grep -P", [*grep, "-P", 'Aurora (1[0-9]|2[0-9])"', path]),
        }
        speeds = {name: (peer, speed(command, size)) for name, (peer, command) in peers.items()}
    ours = figures([benchmarks, "search"])
    names = ("decoded and kept", "decoded and kept at a limit", "decoded", "records")
    fresh, kept, decoded, records = (ours.pop(f"append: {name}") for name in names)
    rows = [
        [what, f"{(time - decoded[1]) / records[0]:.0f} ns", most]
        for what, time, most in (
            ("a record, beside its decoding, in the memory of those that left", kept[1], "100 ns"),
            ("the same in memory that the system has to clear", fresh[1], ""),
        )
    ]
    table(
        "Keeping records of 200 bytes, one thread",
        ["what", "each", "at most"],
        rows,
    )
    rows = []
    for name, (size, time) in ours.items():
        name, own = name.removeprefix("search: "), size / time * 1000
        peer, theirs = speeds.get(name, ("", 0))
        rows.append([name, f"{own:,.0f}", f"{own / theirs:.1f}x {peer}" if peer else ""])
    table("Filters over kept records, one thread", ["filter", "MB/s", "to peer"], rows)
    return True
