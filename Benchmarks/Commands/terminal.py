"""A program in a terminal of its own."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

COLUMNS, ROWS = 120, 36
ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|[()][A-Z0-9]|\][^\x07]*\x07|[=>78M])")


class Program:
    """A command in a terminal of its own."""

    def __init__(self, command):
        self.output = b""
        self.started = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.environ["TERM"] = "xterm-256color"
            os.environ["LC_ALL"] = "C.UTF-8"
            try:
                os.execvp(command[0], command)
            finally:
                os._exit(127)

    def read_until(self, is_enough, seconds):
        """The seconds since the start when `is_enough(output)` was true; None if it never was."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            ready, _, _ = select.select([self.terminal], [], [], deadline - time.perf_counter())
            if not ready:
                break
            try:
                part = os.read(self.terminal, 1 << 16)
            except OSError:
                part = b""  # Linux reports the end of a terminal as an error.
            now = time.perf_counter()
            self.output += part
            if is_enough(self.output, ended=not part):
                return now - self.started
            if not part:
                break
        return None

    def read_for(self, seconds):
        self.read_until(lambda output, ended: ended, seconds)

    def resident_kilobytes(self):
        return self.status_number(r"VmRSS:\s+(\d+) kB")

    def processor_seconds(self):
        return processor_seconds(f"/proc/{self.process}/stat")

    def wake_ups(self):
        return self.status_number(r"\nvoluntary_ctxt_switches:\s+(\d+)")

    def status_number(self, pattern):
        try:
            with open(f"/proc/{self.process}/status", encoding="ascii") as file:
                match = re.search(pattern, file.read())
        except OSError:
            return None
        return int(match.group(1)) if match else None

    def end(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self.process, number)
            except ProcessLookupError:
                break
            deadline = time.perf_counter() + 1
            while time.perf_counter() < deadline:
                self.read_until(lambda output, ended: ended, 0.05)
                if os.waitpid(self.process, os.WNOHANG)[0]:
                    os.close(self.terminal)
                    return
        os.close(self.terminal)


def processor_seconds(path):
    """What a process or a thread has taken, by its `stat`."""
    with open(path, encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def shows(text):
    def is_shown(output, ended):
        return text in ESCAPES.sub(b"", output)

    return is_shown


def has_ended(output, ended):
    return ended
