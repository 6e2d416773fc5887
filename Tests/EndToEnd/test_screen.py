"""The three jobs, by hand, in the terminal UI: tail a feed, download a file, copy the code."""

import json
import re

import program
import pytest


@pytest.fixture
def screen(screens):
    screen = screens()
    screen.open("demo")
    screen.wait_until("Endpoints")
    return screen


def choose(screen, path):
    """Puts the selection on an endpoint by finding it."""
    screen.press("1", "/")
    screen.type(path)
    screen.press("Enter")


def kept_records(text):
    """The number at the right end of the records pane's title."""
    match = re.search(r"3 Records ─+ ([\d,]+) ", text)
    return int(match.group(1).replace(",", "")) if match else 0


def test_enter_on_a_feed_counts_up(screen):
    choose(screen, "ships/events")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 3)


def test_the_first_enter_of_all_counts_up(screen):
    screen.wait_until("streams")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 5)


def test_a_feed_is_stopped_and_run_again(screen):
    choose(screen, "ships/events")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 1)
    screen.press("s")
    count = kept_records(screen.wait_until("STOPPED"))
    # Nothing has been added when the help has come and gone.
    screen.press("?")
    screen.wait_until("go to the pane of that number")
    screen.press("Escape")
    assert kept_records(screen.wait_until(kept_records)) == count
    screen.press("r")
    screen.wait_until(lambda text: kept_records(text) > 0 and "LIVE" in text)


def test_a_file_is_downloaded(screen, tmp_path):
    choose(screen, "files/")
    # The backend's own example stands in the required field.
    screen.press("D")
    file = tmp_path / "manifest.csv"
    screen.wait_until(lambda _: file.exists() and file.stat().st_size == 1_048_576)
    screen.wait_until("manifest.csv")


def test_a_required_field_without_an_example_is_asked_for(screens, backend):
    screen = screens()
    screen.open(backend, str(program.EXAMPLE / "main.py"))
    screen.wait_until("notifications")
    # What the document has is listed, and selected, before what only the source tells of.
    choose(screen, "notifications")
    screen.press("Enter")
    screen.wait_until("user_id is required")
    screen.type("7")
    screen.press("Enter")
    screen.wait_until('"user_id":7')


def test_the_code_is_shown_and_copied(screen):
    choose(screen, "ships/events")
    screen.press("c")
    screen.wait_until("export function ship_events(")
    screen.press("y")
    assert "export function ship_events(" in copied(screen)
    # TypeScript, JavaScript, Svelte, React, Vue, curl.
    screen.press("Tab", "Tab", "Tab", "Tab", "Tab")
    screen.wait_until("curl -N")
    screen.press("y")
    assert copied(screen).startswith("curl -N 'http://127.0.0.1:")


def copied(screen):
    """What the terminal was asked to copy."""
    program.wait_until(lambda: screen.tmux("list-buffers"))
    text = screen.tmux("show-buffer")
    screen.tmux("delete-buffer")
    screen.wait_until("clipboard")
    return text


def test_a_record_is_copied_as_it_came(screen):
    choose(screen, "ships/events")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 1)
    screen.press("3", "g", "y")
    assert json.loads(copied(screen))["ship"]


def test_help_names_the_keys(screen):
    screen.press("?")
    screen.wait_until("go to the pane of that number")
    screen.press("G")
    screen.wait_until("quit at once")
    screen.press("Escape")
    screen.wait_until("1 Endpoints")


def test_the_screen_is_drawn_whatever_the_locale(screens):
    screen = screens(LC_ALL="C")
    screen.open("demo")
    assert "╭─ 1 Endpoints" in screen.wait_until("Endpoints")


def fills(text, columns, rows):
    """Whether all rows are drawn and, where panes have borders, one stands at the right edge."""
    lines = text.rstrip("\n").splitlines()
    return len(lines) == rows and (columns < 60 or any(len(line) == columns and line[-1] in "╮│╯" for line in lines))


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 60), (110, 32), (40, 12)])
def test_a_resize_redraws_at_once_and_loses_nothing(screen, size):
    choose(screen, "ships/events")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 1)
    screen.resize(*size)
    text = screen.wait_until(lambda text: fills(text, *size))
    assert len(text.rstrip("\n").splitlines()) <= size[1]
    screen.resize(120, 36)
    screen.wait_until(lambda text: kept_records(text) >= 1 and "Endpoints" in text)
