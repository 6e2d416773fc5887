"""Themes of the user's own, and a background that the terminal tells of."""

import os
import pty
import re
import select
import time

import pytest
from program import BINARY, LONGEST, environment


@pytest.fixture
def themes(tmp_path):
    folder = tmp_path / "configuration" / "fluidtop" / "themes"
    folder.mkdir(parents=True)
    return folder


def opened(screens, themes, *arguments):
    screen = screens(XDG_CONFIG_HOME=str(themes.parent.parent), COLORTERM=None)
    screen.open("demo", *arguments)
    return screen


def test_a_theme_of_the_users_is_read_again_when_it_is_saved(screens, themes):
    (themes / "mine.json").write_text("{ inherits: 'nord', accent: '160' /* red */, }")
    screen = opened(screens, themes, "--theme", "mine")
    screen.wait_until("Endpoints")
    assert "38;5;160m" in screen.styled_text()
    (themes / "mine.json").write_text("{ inherits: 'nord', accent: '40' }")
    screen.wait_until("themes read again")
    assert "38;5;40m" in screen.styled_text()
    (themes / "mine.json").write_text("{\n  accent: 'sea',\n}")
    screen.wait_until("mine.json:2: accent: 'sea' is no colour")
    assert "Endpoints" in screen.text()


def test_a_bad_theme_that_is_asked_for_is_refused_by_its_line(screens, themes):
    (themes / "mine.json").write_text("{\n  acent: 'red',\n}")
    screen = opened(screens, themes, "--theme", "mine")
    assert "mine.json:2: acent: means nothing in a theme" in screen.wait_for_shell().replace("\n", "")


class AnsweringTerminal:
    """A terminal that answers a question for its background, as it is told to."""

    def __init__(self, folder, answer, **changes):
        self.answer = answer
        self.output = b""
        self.was_asked = False
        changes = {"TERM": "xterm-256color", "COLORTERM": None, "COLORFGBG": None} | changes
        variables = environment(folder, **changes)
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(BINARY, [str(BINARY), "demo"], variables)

    def read_until(self, pattern):
        deadline = time.monotonic() + LONGEST
        while not re.search(pattern, self.output):
            assert time.monotonic() < deadline, self.output[-2000:]
            if select.select([self.terminal], [], [], 0.1)[0]:
                self.output += os.read(self.terminal, 1 << 16)
            if not self.was_asked and b"\x1b]11;?" in self.output:
                self.was_asked = True
                for piece in self.answer:
                    os.write(self.terminal, piece)
                    # Longer than from frame to frame, and no silence yet.
                    time.sleep(0.1)

    def close(self):
        os.write(self.terminal, b"\x03")
        self.read_until(rb"\x1b\[\?1049l")
        os.close(self.terminal)
        os.waitpid(self.process, 0)


LIGHT_ACCENT = rb"38;5;25m"
DARK_ACCENT = rb"38;5;80m"


@pytest.mark.parametrize(
    ("answer", "accent"),
    [
        ([b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"], LIGHT_ACCENT),
        ([b"\x1b]11;rgb:fd", b"fd/f6f6/", b"e3e3\x07"], LIGHT_ACCENT),
        ([b"\x1b]11;rgb:0000/0000/0000\x07"], DARK_ACCENT),
        ([], DARK_ACCENT),
        # Nothing of it is a key: `q` would quit, and `?` cover the list.
        ([b"\x1b]11;" + b"?q" * 40_000 + b"\x07"], DARK_ACCENT),
    ],
)
def test_the_colours_follow_what_the_terminal_answers(tmp_path, answer, accent):
    terminal = AnsweringTerminal(tmp_path, answer)
    terminal.read_until(accent)
    assert terminal.was_asked
    terminal.read_until(b"streams")
    terminal.close()


def test_the_colours_follow_a_variable_where_nobody_answers(tmp_path):
    terminal = AnsweringTerminal(tmp_path, [], COLORFGBG="0;15")
    terminal.read_until(LIGHT_ACCENT)
    assert not re.search(DARK_ACCENT, terminal.output)
    terminal.close()


def test_a_terminal_that_nobody_describes_is_drawn_on_as_an_xterm(tmp_path):
    terminal = AnsweringTerminal(tmp_path, [], TERM="no-such-terminal")
    terminal.read_until(b"no description of the terminal no-such-terminal")
    terminal.read_until(b"Endpoints")
    terminal.close()
