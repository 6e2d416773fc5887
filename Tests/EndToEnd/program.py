"""The program under test, run without a screen."""

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("FLUIDTOP_BINARY", ROOT / ".build/debug/fluidtop"))
EXAMPLE = ROOT / "examples/fastapi"
PYTHON = ROOT / ".build/end-to-end-venv/bin/python"

# How long a test waits for what has to happen: so long that only what never comes fails.
LONGEST = 120


def wait_until(condition):
    """Until the condition is true; what it gave then."""
    deadline = time.monotonic() + LONGEST
    while not (found := condition()):
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)
    return found


@dataclass
class Result:
    status: int
    output: str
    errors: str

    def json(self):
        return json.loads(self.output)

    def lines(self):
        return [json.loads(line) for line in self.output.splitlines()]


def environment(home, **changes):
    """What the program sees: nothing of the user's own settings, and no proxy."""
    variables = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "USER", "LOGNAME")
    }
    variables |= {"HOME": str(home), "LC_ALL": "C.UTF-8", "SHELL": "/bin/sh"}
    for name, value in changes.items():
        if value is None:
            variables.pop(name, None)
        else:
            variables[name] = str(value)
    return variables


def run(*arguments, folder, seconds=LONGEST, **changes):
    """Runs the program to its end; standard output is a pipe, standard input is empty."""
    process = subprocess.Popen(
        [str(BINARY), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(folder, **changes),
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        # Whatever it has started itself goes with it.
        os.killpg(process.pid, signal.SIGKILL)
        output, errors = process.communicate()
        raise AssertionError(
            f"not ended after {seconds} s: fluidtop {' '.join(map(str, arguments))}\n"
            f"{output[-2000:]}\n{errors[-2000:]}"
        ) from None
    return Result(process.returncode, output, errors)
