"""The terminal is left as it was found, whatever ends the program."""

import os
import re
import signal

import pytest
from program import BINARY, wait_until
from screen import PROMPT

OPENED = "Endpoints"


@pytest.fixture
def screen(screens):
    return screens()


def restored(screen, before):
    """The shell is back, on its own screen, with its modes; the last line it shows before that."""
    text = screen.wait_for_shell()
    assert screen.state("mouse_any_flag") == "0"
    assert screen.state("cursor_flag") == "1"
    assert screen.shell_output("stty -a < /dev/tty") == before
    return text


def opened(screen):
    before = screen.shell_output("stty -a < /dev/tty")
    screen.open("demo")
    screen.wait_until(OPENED)
    assert screen.is_alternate()
    return before


def test_a_frame_says_nothing_twice(screen, tmp_path):
    """No style is chosen behind a style, nor a character set that was never left."""
    opened(screen)
    written = tmp_path / "written"
    screen.tmux("pipe-pane", "-O", f"cat > {written}")
    for keys, shown in ((["?"], "Esc back"), (["Escape", "T"], "theme"), (["Enter"], "LIVE")):
        screen.press(*keys)
        screen.wait_until(shown)
    wait_until(lambda: b"LIVE" in written.read_bytes())
    sent = written.read_bytes()
    assert re.search(rb"\x1b\[[0-9;]*m", sent)
    assert not re.search(rb"\x1b\[[0-9;]*m\x1b\[[0-9;]*m|\x1b\(B", sent)


def test_quitting_restores_the_terminal(screen):
    before = opened(screen)
    screen.press("q")
    restored(screen, before)


def test_control_c_quits_at_once(screen):
    before = opened(screen)
    screen.press("C-c")
    restored(screen, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_restores_the_terminal(screen, number):
    before = opened(screen)
    os.kill(screen.program(), number)
    screen.wait_for_shell()
    # In the shell itself: what runs in a subshell sees the status, too.
    assert screen.shell_output("echo $?").split() == [str(128 + number), "0"]
    restored(screen, before)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGTRAP])
def test_a_crash_restores_the_terminal(screens, number):
    # The runtime's own report would wait for a key.
    screen = screens(SWIFT_BACKTRACE="enable=no")
    before = opened(screen)
    os.kill(screen.program(), number)
    restored(screen, before)


def test_control_z_gives_the_shell_back_and_fg_redraws(screen):
    before = opened(screen)
    screen.press("C-z")
    screen.wait_until("Stopped")
    assert not screen.is_alternate()
    assert screen.shell_output("stty -a < /dev/tty") == before
    screen.run("fg")
    screen.wait_until(OPENED)
    assert screen.is_alternate()
    screen.press("q")
    restored(screen, before)


def test_a_terminal_that_goes_away_ends_the_program(screen):
    opened(screen)
    process = screen.program()
    screen.close()
    wait_until(lambda: not is_running(process))


def is_running(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_dumb_terminal_is_refused_with_a_sentence(screens, unused_address):
    screen = screens(TERM="dumb")
    screen.open(unused_address)
    text = screen.wait_until("cannot move its cursor")
    assert "TERM=xterm-256color" in text.replace("\n", "")
    assert screen.shell_output("true").strip() == "0"


def test_a_dumb_terminal_gets_the_demo_as_text(screens):
    screen = screens(TERM="dumb")
    screen.open("demo")
    text = screen.wait_until(lambda text: text.rstrip().endswith(PROMPT.strip()))
    assert "GET /" in text
    assert screen.shell_output("true").strip() == "0"


def test_an_unknown_terminal_is_refused_with_a_sentence(screens):
    screen = screens(TERM="nonsense")
    screen.open("demo")
    screen.wait_until("no description of the terminal")


@pytest.mark.parametrize("size", [(20, 5), (18, 4), (10, 2), (1, 1)])
def test_a_tiny_terminal_neither_crashes_nor_traps(screens, size):
    screen = screens()
    screen.resize(*size)
    screen.open("demo")
    wait_until(screen.is_alternate)
    screen.resize(120, 36)
    screen.wait_until(OPENED)
    screen.press("q")
    # tmux itself garbles a screen of one cell that grew; the shell must answer all the same.
    assert screen.shell_output("true").strip() == "0"
    assert not screen.is_alternate()


def test_the_size_is_the_terminals_whatever_the_variables_say(screen):
    screen.run(f"clear; COLUMNS=40 LINES=10 {BINARY} demo")
    screen.wait_until(re.compile("1 Endpoints.*2 Request"))


def test_no_color_draws_without_colours(screens):
    screen = screens(NO_COLOR="1")
    screen.open("demo")
    screen.wait_until(OPENED)
    codes = re.findall(r"\x1b\[([0-9;]*)m", screen.styled_text())
    numbers = {number for code in codes for number in code.split(";") if number}
    # Bold, dim, underline, reverse and their ends; 39 and 49 are the terminal's own colours.
    assert numbers <= {"0", "1", "2", "3", "4", "7", "22", "23", "24", "27", "39", "49"}


def test_colours_are_used_where_the_terminal_has_them(screen):
    opened(screen)
    assert re.search(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|9[0-7]|38;)", screen.styled_text())


def test_without_a_terminal_the_demo_prints_and_ends(fluidtop):
    result = fluidtop("demo")
    assert result.status == 0, result.errors
    assert result.output
    assert "\x1b" not in result.output


def test_the_prompt_is_on_a_line_of_its_own_afterwards(screen):
    opened(screen)
    screen.press("q")
    assert screen.wait_for_shell().rstrip().splitlines()[-1] == PROMPT.strip()
