"""The three jobs, by hand, in the terminal UI: tail a feed, download a file, copy the code."""

import re
import time

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
    match = re.search(r"([\d,]+) kept of", text)
    return int(match.group(1).replace(",", "")) if match else 0


def test_enter_on_a_feed_counts_up(screen):
    choose(screen, "ships/events")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 3, seconds=3)


def test_a_feed_is_stopped_and_run_again(screen):
    choose(screen, "ships/events")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 1, seconds=5)
    screen.press("s")
    time.sleep(0.5)
    count = kept_records(screen.text())
    time.sleep(1)
    assert kept_records(screen.text()) == count
    screen.press("r")
    screen.wait_until(lambda text: kept_records(text) > 0 and "LIVE" in text, seconds=5)


def test_a_file_is_downloaded(screen):
    choose(screen, "files/")
    screen.press("D")
    screen.wait_until(re.compile("manifest|name"), seconds=3)


def test_the_code_is_shown_and_written(screen):
    choose(screen, "ships/events")
    screen.press("c")
    screen.wait_until("ship_events", seconds=5)
    screen.wait_until("TypeScript", seconds=5)


def test_help_names_the_keys(screen):
    screen.press("?")
    screen.wait_until("quit")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 60), (110, 32), (40, 12)])
def test_a_resize_redraws_at_once_and_loses_nothing(screen, size):
    choose(screen, "ships/events")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 1, seconds=5)
    screen.resize(*size)
    time.sleep(0.5)
    text = screen.text()
    assert len(text.rstrip("\n").splitlines()) <= size[1]
    assert text.strip()
    screen.resize(120, 36)
    screen.wait_until(lambda text: kept_records(text) >= 1 and "Endpoints" in text)
