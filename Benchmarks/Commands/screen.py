"""The screen: how soon it is there, and what it costs when nobody does anything."""

import shutil
import statistics
import sys

from report import table
from terminal import Program, has_ended, shows

RUNS = 20
IDLE_SECONDS = 5


def programs(binary):
    """Name, command, and what its first useful frame holds."""
    listed = [("fluidtop demo", [binary, "demo"], shows(b"Endpoints"))]
    if shutil.which("btop"):
        listed.append(("btop", ["btop"], shows(b"cpu")))
    return listed


def start(binary):
    """From exec to the first frame."""
    medians = {}
    ends = [("/bin/true", ["/bin/true"], has_ended)]
    ends.append(("fluidtop --version", [binary, "--version"], has_ended))
    # Which it has asked its backend for, and read.
    listed = [("fluidtop demo, its endpoints", [binary, "demo"], shows(b"/metrics/live"))]
    for name, command, is_first_frame in ends + programs(binary) + listed:
        times = []
        for _ in range(RUNS):
            program = Program(command)
            times.append(program.read_until(is_first_frame, 10))
            program.end()
        if None in times:
            print(f"error: {name} showed no first frame within 10 s", file=sys.stderr)
        else:
            medians[name] = (statistics.median(times), max(times))
    peer = medians["/bin/true"][0]
    rows = [
        [name, f"{median * 1000:.1f} ms", f"{worst * 1000:.1f} ms", f"{median / peer:.1f}x"]
        for name, (median, worst) in medians.items()
    ]
    table(
        f"First frame after exec, {RUNS} runs", ["program", "median", "worst", "to /bin/true"], rows
    )
    return "fluidtop demo" in medians


def idle(binary):
    """Memory, wake-ups and bytes when nobody does anything."""
    rows = []
    for name, command, is_first_frame in programs(binary):
        program = Program(command)
        program.read_until(is_first_frame, 10)
        program.read_for(3)
        memory, before = program.resident_kilobytes(), program.wake_ups()
        written = len(program.output)
        program.read_for(IDLE_SECONDS)
        after, written = program.wake_ups(), len(program.output) - written
        program.end()
        if memory is None or before is None or after is None:
            rows.append([name, "?", "?", "?"])
        else:
            wakes = (after - before) / IDLE_SECONDS
            row = [f"{memory / 1024:.1f} MB", f"{wakes:.1f}", f"{written / IDLE_SECONDS:.0f}"]
            rows.append([name, *row])
    head = ["program", "resident", "wake-ups/s of the main thread", "bytes/s to the terminal"]
    table("Idle, after 3 s", head, rows)
    return True
