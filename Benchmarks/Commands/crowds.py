"""Many streams of one client, beside curl."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

from report import table
from streams import LONGEST, StreamServer

MANY, TURNS = 1000, 100
STORM, RECONNECTS, STORMS = 100, 100, 5
# One curl has no more than 300 transfers at once.
CURLS = 4


def is_ready(name, program):
    """Whether the Swift program and curl are there; says what isn't."""
    if not os.access(program, os.X_OK):
        print("error: the benchmarks are not built; make bench builds them", file=sys.stderr)
        return False
    if not shutil.which("curl"):
        print(f"{name}: there is no curl to compare with", file=sys.stderr)
    return True


def figures(command):
    """Runs a program that prints a name and a number between tabs."""
    command = [str(argument) for argument in command]
    output = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, text=True, timeout=LONGEST
    ).stdout
    lines = [line.split("\t") for line in output.splitlines()]
    return {name: int(number) for name, number in lines}


def measured(work):
    """What the work gives, its seconds, and those that its processes had of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    result = work()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return result, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def curls(url, transfers, at_once, processes=1):
    """Seconds, and those of the processor, of some curls with so many transfers each; nothing
    where there is no curl.
    """
    if not shutil.which("curl"):
        return None
    command = ["curl", "-sN", "-Z", "--parallel-immediate", "--parallel-max", str(at_once)]
    command.append(f"{url}/[1-{transfers}]")

    def run():
        # Its progress of many transfers goes to standard error, also when it is to be silent.
        silence = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        wait_for([subprocess.Popen(command, **silence) for _ in range(processes)])

    return measured(run)[1:]


def wait_for(processes):
    deadline = time.monotonic() + LONGEST
    try:
        for process in processes:
            code = process.wait(max(0, deadline - time.monotonic()))
            if code != 0:
                raise subprocess.CalledProcessError(code, process.args)
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
                process.wait()


def many(binary):
    """A thousand streams at once, ten records a second each, for ten seconds."""
    program = os.path.join(os.path.dirname(binary), "Benchmarks")
    if not is_ready("many", program):
        return False
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < MANY + 64:
        print(f"many: a process may have only {most} files open here", file=sys.stderr)
        return True
    shapes = [(1, "all at the same time"), (100, "10 streams each millisecond")]
    rows = [crowd_row(program, *shape) for shape in shapes]
    rows.append(tailed_row(binary, *shapes[1]))
    table(
        f"{MANY:,} streams at once, 10 records a second each, for 10 s, beside {CURLS} curl -Z",
        ["records come", "received", "of one core", "peak resident", "processor to curl"],
        [row for row, _ in rows],
    )
    return all(is_whole for _, is_whole in rows)


def crowd_row(program, groups, label):
    """A row, and whether every record came."""
    expected = MANY * TURNS
    with StreamServer("crowd.py", MANY, TURNS, groups) as url:
        command = [program, "many", url, MANY, TURNS]
        found, _, work = measured(lambda: figures(command))
        peer = curls(url, MANY // CURLS, MANY // CURLS, CURLS)
    row = [
        label,
        f"{found['records']:,} of {expected:,}",
        f"{found['processor'] / found['wall'] * 100:.1f} %",
        f"{found['peak'] / 1e6:.1f} MB",
        f"{work / peer[1]:.2f}x" if peer else "",
    ]
    return row, found["records"] == expected


def tailed_row(binary, groups, label):
    """The same by one `tail`, a labelled line for each record; with what its connections took."""
    expected = MANY * TURNS
    with StreamServer("crowd.py", MANY, TURNS, groups) as url:
        urls = [f"{url}/{number}" for number in range(MANY)]
        command = [binary, "tail", "--reconnect", "never", "--output", "json", *urls]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        received = sum(1 for _ in process.stdout)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
    row = [
        f"{label}, by tail",
        f"{received:,} of {expected:,}",
        f"{(usage.ru_utime + usage.ru_stime) / wall * 100:.1f} %",
        f"{usage.ru_maxrss * 1024 / 1e6:.1f} MB",
        "",
    ]
    return row, received == expected


def storm(binary):
    """A hundred streams whose server closes after each event."""
    program = os.path.join(os.path.dirname(binary), "Benchmarks")
    if not is_ready("storm", program):
        return False
    requests = STORM * (RECONNECTS + 1)
    ours, times, works = [], [], []
    with StreamServer("storm.py") as url:
        for _ in range(STORMS):
            found, wall, work = measured(
                lambda: figures([program, "storm", url, STORM, RECONNECTS])
            )
            ours.append(found)
            peer = curls(url, requests, STORM)
            if peer:
                times.append(wall / peer[0])
                works.append(work / peer[1])
    rate = statistics.median(found["reconnects"] / found["wall"] * 1e9 for found in ours)
    worst = max(ours, key=lambda found: found["descriptors after"] - found["descriptors before"])
    row = [
        f"{worst['reconnects']:,} of {STORM * RECONNECTS:,}",
        f"{rate:,.0f}",
        f"{worst['descriptors before']} → {worst['descriptors after']}",
        f"{worst['resident before'] / 1e6:.1f} → {worst['resident after'] / 1e6:.1f} MB",
        f"{statistics.median(times):.2f}x" if times else "",
        f"{statistics.median(works):.2f}x" if works else "",
    ]
    table(
        f"A storm of reconnects, {STORM} streams, median of {STORMS}, in turn with curl -Z",
        ["reconnects", "a second", "descriptors", "resident", "time to curl", "processor to curl"],
        [row],
    )
    return all(is_sound(found, requests) for found in ours)


def is_sound(found, requests):
    """Whether every event came and every descriptor was given back; says what wasn't."""
    lost = found["descriptors after"] - found["descriptors before"]
    if lost != 0:
        print(f"error: storm: {lost} more descriptors are open after it", file=sys.stderr)
    if found["events"] != requests:
        print(f"error: storm: {found['events']} of {requests} events came", file=sys.stderr)
    return lost == 0 and found["events"] == requests
