"""Millions of records on the screen: what they take, and how soon an old one is seen."""

import os
import re
import time

from report import table
from streams import StreamServer
from terminal import ESCAPES, Program, shows

# Their bytes are several times the limit: most of them are on the disk.
RECORDS = 5_000_000
RATE = 400_000
LIMIT = 256
LONGEST = 300


def history(binary):
    """The program's memory while it takes more than it may keep there, then the oldest record."""
    with StreamServer("pace.py", RATE) as base:
        program = Program([binary, base, "--memory", f"{LIMIT}M"])
        try:
            program.read_until(shows(b"/orders/live"), 10)
            os.write(program.terminal, b"\r")
            peak = grown(program)
            # Nothing more comes, so that what is measured is the looking.
            os.write(program.terminal, b"s")
            program.read_for(2)
            rows = [["peak resident", f"{peak / 1024:.0f} MiB", f"{LIMIT + 32} MiB"]]
            for key, what in ((b"3g", "to the oldest record"), (b"G", "back to the newest")):
                rows.append([what, f"{seen(program, key) * 1000:.1f} ms", "33 ms"])
            rows.append(["a filter over all", f"{filtered(program):.1f} s", ""])
        finally:
            program.end()
    table(f"{RECORDS:,} records, {LIMIT} MiB of memory", ["what", "figure", "at most"], rows)
    return True


def grown(program):
    """The most memory until so many records have come."""
    peak, deadline = 0, time.perf_counter() + LONGEST
    while time.perf_counter() < deadline:
        program.read_for(0.25)
        peak = max(peak, program.resident_kilobytes() or 0)
        counts = re.findall(rb"([\d,]+) records", ESCAPES.sub(b"", program.output[-20_000:]))
        if counts and int(counts[-1].replace(b",", b"")) >= RECORDS:
            break
    return peak


def seen(program, keys):
    """Seconds from a key to the end of what it draws."""
    start, before = time.perf_counter(), len(program.output)
    os.write(program.terminal, keys)
    program.read_until(lambda output, ended: len(output) > before + 200, 5)
    return time.perf_counter() - start


def filtered(program):
    """Seconds until all records were looked at for a text that few of them have."""
    os.write(program.terminal, b"&\"cpu\":55.5,\r")
    start = time.perf_counter()
    while time.perf_counter() - start < LONGEST:
        before = len(program.output)
        program.read_for(0.3)
        if b"so far" not in ESCAPES.sub(b"", program.output[before:]) and before > 0:
            break
    return time.perf_counter() - start - 0.3
