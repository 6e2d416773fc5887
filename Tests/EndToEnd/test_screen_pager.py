"""The user's own pager: it has the terminal, gets no control byte, and gives the terminal back."""

import json
import shutil

import pytest
from program import wait_until
from stream_scripts import CLOSED, EVENTS
from test_screen import kept_records

RECORDS = b'data: {"n":1,"text":"a\\u001b[31mb"}\n\ndata: plain \x1b[31m\xc2\x9b text\n\n'


@pytest.fixture
def stream(screens, play, tmp_path):
    """A stream of two records that is looked at, with a pager."""

    def open_stream(pager=None, script=None, **variables):
        if script is not None:
            path = tmp_path / "pager"
            path.write_text("#!/bin/sh\n" + script)
            path.chmod(0o755)
            pager = str(path)
        server = play(*[[EVENTS, RECORDS, CLOSED]] * 3)
        screen = screens(**{"PAGER": pager, "LESS": None} | variables)
        screen.open(f"{server.address}/events")
        screen.wait_until(lambda text: kept_records(text) == 2)
        screen.press("3")
        return screen

    return open_stream


HELD = "-- Enter goes back to fluidtop --"


def come_back(screen):
    """What a pager left standing goes with Enter; one that was looked at leaves nothing to wait for."""
    screen.wait_until(lambda text: HELD in text or "LIVE" in text)
    if HELD in screen.text():
        screen.press("Enter")
    screen.wait_until("LIVE")


@pytest.mark.parametrize("pager", ["cat", "cat -n", "less -F", "less -FX"])
def test_what_a_pager_leaves_standing_is_held_until_enter(stream, pager):
    if shutil.which(pager.split()[0]) is None:
        pytest.skip(f"there is no {pager.split()[0]}")
    screen = stream(pager)
    screen.press("|")
    screen.wait_until(lambda text: HELD in text and "plain" in text)
    assert not screen.is_alternate()
    screen.press("Enter")
    screen.wait_until("LIVE")
    screen.press("|")
    screen.wait_until(HELD)
    screen.press("C-c")
    screen.wait_until("LIVE")


def test_a_record_goes_to_the_pager_and_the_screen_comes_back(stream, tmp_path):
    screen = stream(script="cat > seen; echo paging; read -r key < /dev/tty; echo $key > key\n")
    screen.press("|")
    screen.wait_until(lambda text: "paging" in text and not screen.is_alternate())
    screen.type("hello")
    screen.press("Enter")
    come_back(screen)
    assert (tmp_path / "key").read_text() == "hello\n"
    seen = (tmp_path / "seen").read_bytes()
    assert seen.startswith(b"plain ") and b"\x1b" not in seen and b"\xc2\x9b" not in seen
    screen.press("k", "|")
    screen.wait_until(lambda text: "paging" in text and not screen.is_alternate())
    screen.press("Enter")
    come_back(screen)
    assert json.loads((tmp_path / "seen").read_text()) == {"n": 1, "text": "a\x1b[31mb"}
    assert (tmp_path / "seen").read_text().startswith('{\n  "n": 1')


def test_the_view_and_the_trace_are_paged(stream, tmp_path):
    screen = stream(script="cat > part; mv part seen\n")
    screen.press(":")
    screen.type("page view")
    screen.press("Enter")
    wait_until(lambda: (tmp_path / "seen").exists())
    assert len((tmp_path / "seen").read_text().splitlines()) == 2
    (tmp_path / "seen").unlink()
    come_back(screen)
    screen.press("4", "|")
    wait_until(lambda: (tmp_path / "seen").exists())
    assert "onMessage" in (tmp_path / "seen").read_text()


def test_control_z_in_the_pager_gives_the_shell_back_and_fg_the_pager(stream, tmp_path):
    screen = stream(script="cat > seen; echo paging; read -r key < /dev/tty; echo $key > key\n")
    screen.press("|")
    screen.wait_until(lambda text: "paging" in text and not screen.is_alternate())
    screen.press("C-z")
    screen.wait_until("Stopped")
    assert screen.shell_output("echo here").startswith("here\n")
    screen.run("fg")
    screen.type("hello")
    screen.press("Enter")
    come_back(screen)
    assert (tmp_path / "key").read_text() == "hello\n"


@pytest.mark.parametrize("settings", ["-F", "-FRX"])
@pytest.mark.skipif(shutil.which("less") is None, reason="there is no less")
def test_what_fits_on_the_screen_stays_to_be_read(stream, settings):
    screen = stream("less", LESS=settings)
    screen.press("|")
    screen.wait_until(lambda text: "(END)" in text)
    screen.press("q")
    come_back(screen)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"script": "exit 3\n"}, "pager ended with status 3"),
        ({"script": "kill -9 $$\n"}, "was broken off"),
        ({"pager": "no-such-pager"}, "there is no pager 'no-such-pager'"),
    ],
)
def test_what_a_pager_does_wrong_is_said(stream, settings, words):
    screen = stream(**settings)
    screen.press("|")
    screen.wait_until(words)
    screen.wait_until("LIVE")


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_less_is_the_pager_of_whoever_chose_none(stream):
    screen = stream()
    screen.press("|")
    screen.wait_until(lambda text: "plain" in text and "LIVE" not in text)
    screen.press("q")
    come_back(screen)
    screen.press("C-c")
    screen.wait_for_shell()
