"""The screen: how soon it is there, and what it costs when nobody does anything."""

import shutil
import statistics
import sys

from report import table
from terminal import Program, has_ended, shows

RUNS = 20


def programs(binary):
    """Name, command, and what its first useful frame holds."""
    listed = [("/bin/true", ["/bin/true"], has_ended)]
    listed.append(("fluidtop demo", [binary, "demo"], shows(b"Endpoints")))
    if shutil.which("btop"):
        listed.append(("btop", ["btop"], shows(b"cpu")))
    return listed


def start(binary):
    """From exec to the first frame."""
    medians = {}
    for name, command, is_first_frame in programs(binary):
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
    """Memory and wake-ups when nobody does anything."""
    rows = []
    for name, command, is_first_frame in programs(binary)[1:]:
        program = Program(command)
        program.read_until(is_first_frame, 10)
        program.read_for(3)
        memory, before = program.resident_kilobytes(), program.wake_ups()
        program.read_for(3)
        after = program.wake_ups()
        program.end()
        if memory is None or before is None or after is None:
            rows.append([name, "?", "?"])
        else:
            rows.append([name, f"{memory / 1024:.1f} MB", f"{(after - before) / 3:.1f}"])
    table("Idle, after 3 s", ["program", "resident", "wake-ups/s of the main thread"], rows)
    return True
