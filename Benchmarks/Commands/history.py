"""Millions of records on the screen: what they take, and how soon an old one is seen."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from report import table
from streams import PEERS, StreamServer
from terminal import ESCAPES, Program, shows

# Their bytes are several times the limit: most of them are on the disk. FLUIDTOP_HISTORY=50000000
# is a soak.
RECORDS = int(os.environ.get("FLUIDTOP_HISTORY", 10_000_000))
PART = 10_000_000
WIDTH = 200
RATE = 400_000
LIMIT = 256
LONGEST = 60 + 4 * RECORDS / RATE


def history(binary):
    """The program's memory while it takes more than it may keep there, then the oldest record."""
    with StreamServer("pace.py", RATE, WIDTH) as base:
        # What passes the default on the disk is dropped, and said: here nothing may be.
        program = Program([binary, base, "--memory", f"{LIMIT}M", "--spill", "32G"])
        try:
            program.read_until(shows(b"/orders/live"), 10)
            os.write(program.terminal, b"\r")
            peaks = grown(program)
            # Nothing more comes, so that what is measured is the looking.
            os.write(program.terminal, b"s")
            program.read_for(2)
            rows = [
                [f"peak resident{until}", f"{peak / 1024:.0f} MiB", f"{LIMIT + 32} MiB"]
                for until, peak in peaks
            ]
            for key, what in ((b"3g", "to the oldest record"), (b"G", "back to the newest")):
                rows.append([what, f"{seen(program, key) * 1000:.1f} ms", "33 ms"])
            rows.append(["a filter over all", f"{filtered(program):.1f} s", ""])
        finally:
            program.end()
    # Of a soak it would be a file of 10 GB.
    if RECORDS <= PART and (other := lnav_peak()):
        rows.append(["lnav with the same records, peak resident", f"{other / 1024:.0f} MiB", ""])
    title = f"{RECORDS:,} records of {WIDTH} bytes, {LIMIT} MiB of memory"
    table(title, ["what", "figure", "at most"], rows)
    return True


def lnav_peak():
    """The most memory of lnav while it takes a file of the same records; nothing where it isn't."""
    if not shutil.which("lnav"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log.jsonl")
        write(log)
        program = Program(["env", f"HOME={folder}", "lnav", log])
        try:
            peak, quiet, deadline = 0, 0, time.perf_counter() + LONGEST
            # It has all of them when it works no more.
            while quiet < 3 and time.perf_counter() < deadline:
                before = program.processor_seconds()
                program.read_for(1)
                quiet = quiet + 1 if program.processor_seconds() - before < 0.2 else 0
                peak = max(peak, program.resident_kilobytes() or 0)
        finally:
            program.end()
    return peak


def write(path):
    """The same records as the server's, as lines."""
    command = [sys.executable, f"{PEERS}/pace.py", str(RATE * 100), str(WIDTH), path]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE)
    while not os.path.exists(path) or os.path.getsize(path) < RECORDS * (WIDTH + 1):
        time.sleep(0.05)
    writer.kill()
    writer.wait()
    writer.stdin.close()


def shown(program):
    """The whole screen, drawn anew, as text."""
    before = len(program.output)
    os.write(program.terminal, b"\x0c")
    program.read_for(0.3)
    return ESCAPES.sub(b"", program.output[before:])


def grown(program):
    """The most memory until so many records have come; of a soak, for each part of them."""
    parts = max(1, RECORDS // PART)
    ends = [RECORDS * (part + 1) // parts for part in range(parts)]
    peaks, peak, deadline = [], 0, time.perf_counter() + LONGEST
    while len(peaks) < parts and time.perf_counter() < deadline:
        for _ in range(4):
            program.read_for(0.2)
            peak = max(peak, program.resident_kilobytes() or 0)
        count = re.search(rb"([\d,]+) (?:records|kept)", shown(program))
        if count and int(count[1].replace(b",", b"")) >= ends[len(peaks)]:
            until = f", until {ends[len(peaks)] // 1_000_000} M" if parts > 1 else ""
            peaks.append((until, peak))
            peak = 0
    return peaks


def seen(program, keys):
    """Seconds from a key to the end of what it draws."""
    start, before = time.perf_counter(), len(program.output)
    os.write(program.terminal, keys)
    program.read_until(lambda output, ended: len(output) > before + 200, 5)
    return time.perf_counter() - start


def filtered(program):
    """Seconds until all records were looked at for a text that few of them have."""
    start = time.perf_counter()
    os.write(program.terminal, b"&\"cpu\":55.5,\r")
    while b"so far" in shown(program):
        assert time.perf_counter() - start < LONGEST
    # The last look was in vain.
    return time.perf_counter() - start - 0.3
