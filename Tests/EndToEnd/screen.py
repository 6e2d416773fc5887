"""A terminal that tests can look at: tmux, on a socket of its own."""

import re
import shlex
import subprocess
import time
import uuid

from program import BINARY, LONGEST, environment, wait_until

PROMPT = "ready> "


class Screen:
    """A shell in a terminal; `open` starts the program in it."""

    def __init__(self, folder, columns=120, rows=36, **changes):
        self.folder = folder
        # A name, not a path: a socket's path may not be longer than 107 bytes, and a test's is.
        self.name = f"fluidtop-test-{uuid.uuid4().hex[:12]}"
        changes = {"TERM": "screen-256color", "PS1": PROMPT, "HISTFILE": None} | changes
        self.variables = environment(folder, **changes)
        assigned = [f"{name}={value}" for name, value in self.variables.items()]
        shell = shlex.join(["env", "-i", *assigned, "bash", "--norc", "--noprofile"])
        try:
            self.begin(columns, rows, shell)
        except BaseException:
            self.close()
            raise

    def begin(self, columns, rows, shell):
        size = ["-x", str(columns), "-y", str(rows)]
        self.tmux("new-session", "-d", *size, "-c", str(self.folder), shell)
        self.tmux("set-option", "-g", "escape-time", "0")
        # What the program copies becomes a paste buffer, as on a terminal that allows it.
        self.tmux("set-option", "-g", "set-clipboard", "on")
        self.shell = int(self.tmux("display-message", "-p", "#{pane_pid}"))
        self.wait_until(PROMPT.strip())

    # What it does

    def tmux(self, *arguments):
        command = ["tmux", "-L", self.name, "-f", "/dev/null", *arguments]
        result = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", timeout=LONGEST, check=False
        )
        assert result.returncode == 0, f"{command}: {result.stderr}"
        return result.stdout

    def press(self, *keys):
        """Keys by tmux's names, one after the other: "Enter", "Tab", "C-c", "F5", "j"."""
        for key in keys:
            self.tmux("send-keys", key)
            # Slower than any escape sequence, or Escape and a letter would be Alt and the letter.
            time.sleep(0.05)

    def type(self, text):
        self.tmux("send-keys", "-l", text)
        time.sleep(0.05)

    def run(self, command):
        """Types a command into the shell and does not wait for it."""
        self.type(command)
        self.press("Enter")

    def open(self, *arguments):
        self.run(f"clear; {shlex.join([str(BINARY), *map(str, arguments)])}")

    def shell_output(self, command):
        """Runs a command in the shell to its end: its output, its status last."""
        path = self.folder / f"shell-{uuid.uuid4().hex[:8]}"
        self.run(f"({command}) > {path}.part 2>&1; echo $? >> {path}.part; mv {path}.part {path}")
        wait_until(path.exists)
        return path.read_text()

    def resize(self, columns, rows):
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def program(self):
        """The process that the shell is running."""
        result = subprocess.run(
            ["pgrep", "-P", str(self.shell)], capture_output=True, text=True, timeout=LONGEST, check=False
        )
        processes = [int(line) for line in result.stdout.split()]
        assert len(processes) == 1, f"{processes}:\n{self.text()}"
        return processes[0]

    # What it shows

    def text(self):
        return self.tmux("capture-pane", "-p")

    def styled_text(self):
        """With the escape sequences that would draw it."""
        return self.tmux("capture-pane", "-p", "-e")

    def state(self, name):
        return self.tmux("display-message", "-p", f"#{{{name}}}").strip()

    def is_alternate(self):
        return self.state("alternate_on") == "1"

    def wait_until(self, expected):
        """Until the screen shows a text, or a condition on it is true; the screen then."""
        if callable(expected):
            is_there, name = expected, "the condition"
        elif isinstance(expected, re.Pattern):
            is_there, name = expected.search, expected.pattern
        else:
            is_there, name = (lambda text: expected in text), expected
        deadline = time.monotonic() + LONGEST
        while True:
            text = self.text()
            if is_there(text):
                return text
            assert time.monotonic() < deadline, f"it never came to that: {name}\n{text}"
            time.sleep(0.05)

    def wait_for_shell(self):
        """Until the program has ended and the shell asks for the next command."""
        return self.wait_until(
            lambda text: not self.is_alternate() and text.rstrip().endswith(PROMPT.strip())
        )

    # Its end

    def close(self):
        """Hangs the shell and what runs in it up."""
        try:
            self.tmux("kill-server")
        except AssertionError:
            pass
