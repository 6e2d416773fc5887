"""A program's end, and the most memory that it held."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from program import environment


@dataclass
class Run:
    """`status` is None if it had to be ended; `peak` is in bytes."""

    status: int | None
    seconds: float
    peak: int
    output: str
    errors: str


def run(command, folder, seconds):
    """Runs a program to its end, or to the end of its time.

    The kernel's own mark is read while it runs: `ru_maxrss` would begin with what this process holds itself.
    """
    output, errors = Path(folder, "output"), Path(folder, "errors")
    peak, started = 0, time.monotonic()
    # Files: a full pipe would stop the program.
    with output.open("wb") as out, errors.open("wb") as err:
        process = subprocess.Popen(
            list(map(str, command)), cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL,
            stdout=out, stderr=err,
        )  # fmt: skip
        try:
            while (status := process.poll()) is None and time.monotonic() - started < seconds:
                peak = max(peak, high_mark(process.pid))
                time.sleep(0.005)
        finally:
            process.kill()
            process.wait(timeout=10)
    elapsed = time.monotonic() - started
    return Run(status, elapsed, peak, output.read_text(errors="replace"), errors.read_text(errors="replace"))


def high_mark(pid):
    """The most that a process has held so far; nothing of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
