"""Many streams through the proxy, on its screen, for minutes: whether its memory stays where it is."""

import json
import os
import subprocess
import sys

from proxy import free_port
from report import table
from streams import PEERS, StreamServer
from terminal import Program, shows

STREAMS = 500
# Their records pass the limit on memory within the first minute.
LIMIT = 32
MINUTES = int(os.environ.get("FLUIDTOP_PASSING", 5))


class Readers:
    """The proxy's clients, in a process of their own."""

    def __init__(self, url):
        self.process = subprocess.Popen(
            [sys.executable, f"{PEERS}/feeds.py", url, str(STREAMS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def state(self):
        """How many records have come, and how many streams are open."""
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait(10)


def passing(binary):
    """What the proxy has in memory and takes of a core, a row for each minute."""
    rows, is_whole = [], True
    with StreamServer("feeds.py") as target:
        port = free_port()
        address = f"127.0.0.1:{port}"
        program = Program(
            [binary, "proxy", target, "--listen", address, "--memory", f"{LIMIT}M"]
        )
        program.read_until(shows(b"/feed"), 10)
        readers = Readers(f"http://{address}")
        try:
            for minute in range(1, MINUTES + 1):
                before, work = readers.state(), program.processor_seconds()
                peak = 0
                for _ in range(120):
                    program.read_for(0.5)
                    peak = max(peak, program.resident_kilobytes() or 0)
                now, work = readers.state(), program.processor_seconds() - work
                is_whole = is_whole and now["open"] == STREAMS
                rows.append([
                    f"minute {minute}", f"{now['open']}", f"{now['records'] - before['records']:,}",
                    f"{peak / 1024:.1f} MiB", f"{len(os.listdir(f'/proc/{program.process}/fd'))}",
                    f"{work / 60 * 100:.0f} %",
                ])
        finally:
            readers.end()
            program.end()
    title = f"{STREAMS} streams through the proxy for {MINUTES} minutes, {LIMIT} MiB of memory for records"
    table(title, ["time", "open", "records", "peak resident", "descriptors", "of one core"], rows)
    return is_whole
