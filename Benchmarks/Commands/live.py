"""The screen while records come: what it sends, what it costs, how soon a key is answered."""

import os
import shutil
import subprocess
import sys
import tempfile
import time

from report import table
from streams import PEERS, StreamServer
from terminal import Program, processor_seconds, shows

SECONDS = 8
# Until the list is full, and until a minute's graphs have something to show.
SETTLED = 6
KEYS = 200
# The processor's time is told in hundredths of a second.
FRAMES = 500


def watch(command, measure, ready=None):
    """Runs a program until it has settled; what `measure` finds then. A key is pressed when what
    is `ready` for it shows.
    """
    program = Program(command)
    try:
        if ready:
            program.read_until(shows(ready), 10)
            os.write(program.terminal, b"\r")
        program.read_for(SETTLED)
        return measure(program)
    finally:
        program.end()


def bytes_a_second(program):
    before = len(program.output)
    program.read_for(SECONDS)
    return (len(program.output) - before) / SECONDS


def lnav(rate, measure):
    """lnav beside a file that grows with the same records."""
    if not shutil.which("lnav"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log.jsonl")
        open(log, "w", encoding="utf-8").close()
        writer = subprocess.Popen(
            [sys.executable, f"{PEERS}/pace.py", str(rate), "0", log], stdin=subprocess.PIPE
        )
        try:
            return watch(["env", f"HOME={folder}", "lnav", log], measure)
        finally:
            writer.stdin.close()
            writer.wait()


def fluidtop(binary, rate, measure):
    """The stream of a backend with a dozen endpoints more, as it runs."""
    with StreamServer("pace.py", rate) as base:
        return watch([binary, base], measure, ready=b"/orders/live")


def traffic(binary):
    """Bytes a second to a terminal of 120x36, beside lnav's for the same records."""
    rows = []
    for rate in (10, 1000):
        ours = fluidtop(binary, rate, bytes_a_second)
        theirs = lnav(rate, bytes_a_second)
        row = [f"{rate:,} records a second", f"{ours:,.0f}"]
        rows.append(row + ([f"{theirs:,.0f}", f"{ours / theirs:.1f}x"] if theirs else ["", ""]))
    table("Bytes a second to the terminal", ["pace", "fluidtop", "lnav", "to lnav"], rows)
    return True


def load(binary):
    """The processor while records come, and how soon a typed character is seen."""
    rows = []
    for rate, goal in ((1000, "3 % in all"), (100_000, "10 % beside receiving")):
        whole, main = fluidtop(binary, rate, processor)
        pace = f"{rate:,} records a second"
        rows.append([pace, f"{whole * 100:.1f} %", f"{main * 100:.1f} %", goal])
    table("Share of one core", ["pace", "in all", "beside receiving", "at most"], rows)
    rows = []
    for rate in (10, 100_000):
        times = fluidtop(binary, rate, latencies)
        found = [times[len(times) // 2], times[len(times) * 95 // 100], times[-1]]
        shown = [f"{time * 1000:.1f} ms" for time in found]
        rows.append([f"{rate:,} records a second", *shown, "5 ms at p95, 16 ms"])
    head = ["pace", "median", "p95", "worst", "at most"]
    table(f"From a key to its character, {KEYS} keys", head, rows)
    rows = [["fluidtop", *frame_cells(fluidtop(binary, 10, frame))], ["lnav", *frame_cells(lnav(10, frame))]]
    table(f"A frame of 120x36 after a key, {FRAMES} keys", ["program", "processor", "bytes"], rows)
    return True


def frame_cells(found):
    if found is None:
        return ["", ""]
    seconds, written = found
    return [f"{seconds * 1000:.2f} ms", f"{written:,.0f}"]


def frame(program):
    """Seconds of the processor and bytes for a key that moves the cursor, and the frame after it;
    meanwhile 10 records a second come.
    """
    path = f"/proc/{program.process}/task/{program.process}/stat"
    before, written = processor_seconds(path), len(program.output)
    for number in range(FRAMES):
        os.write(program.terminal, b"kj"[number % 2 :][:1])
        program.read_for(0.01)
    spent = processor_seconds(path) - before
    return spent / FRAMES, (len(program.output) - written) / FRAMES


def processor(program):
    """Seconds of the processor a second: of the process, and of the thread with the screen."""
    tasks = (f"/proc/{program.process}/stat", f"/proc/{program.process}/task/{program.process}/stat")
    before = [processor_seconds(path) for path in tasks]
    program.read_for(SECONDS)
    return [(processor_seconds(path) - b) / SECONDS for path, b in zip(tasks, before, strict=True)]


def latencies(program):
    """Sorted seconds from a key to the bytes of its character, which nothing else on the screen has.

    In turn two characters: one that is erased and typed again before the next frame is never drawn.
    """
    signs, times = ["§".encode(), "¶".encode()], []
    os.write(program.terminal, b":")
    for number in range(KEYS):
        sign = signs[number % 2]
        program.read_for(0.02)
        start, seen = time.perf_counter(), len(program.output)
        os.write(program.terminal, sign)
        program.read_until(
            lambda output, ended, sign=sign, seen=seen: sign in output[seen:], 2
        )
        times.append(time.perf_counter() - start)
        os.write(program.terminal, b"\x7f")
    return sorted(times)
