"""Recordings that play on the screen: held, step by step, faster, at another time."""

import json

import pytest
from stream_scripts import CLOSED, EVENTS
from test_screen import kept_records

# A record every ten seconds.
RECORDS = 11


@pytest.fixture
def capture(tmp_path):
    lines = [
        {"fluidtop": "capture", "version": 1, "startedAt": "2026-11-29T11:00:00.000000Z"},
        [0.0, 1, "request", {"method": "GET", "url": "http://127.0.0.1:9/ticks"}],
        [0.5, 1, "head", {"status": 200, "headers": [["Content-Type", "text/event-stream"]]}],
        *[
            [0.5 + 10 * n, 1, "part", f"id: {n}\ndata: {{\"n\": {n}}}\n\n"]
            for n in range(RECORDS)
        ],
        [101.0, 1, "end", {}],
    ]  # fmt: skip
    path = tmp_path / "ticks.capture"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n")
    return path


def test_a_recording_is_held_stepped_through_and_sent_to_a_time(screens, capture):
    screen = screens()
    screen.open("replay", capture)
    screen.wait_until("1 route")
    screen.press("j", "Enter")
    screen.wait_until(lambda text: kept_records(text) == 1 and "1x at 00:0" in text)
    screen.press("H")
    held = screen.wait_until("❚❚ at 00:0")
    assert "H play on" in held
    screen.press(",")
    screen.wait_until(lambda text: kept_records(text) == 2 and "❚❚ at 00:10 of 01:40" in text)
    screen.press(",")
    screen.wait_until(lambda text: kept_records(text) == 3 and "❚❚ at 00:20 of 01:40" in text)
    screen.press("J")
    screen.type("1:05")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) == 7 and "❚❚ at 01:05 of 01:40" in text)
    # Back: it is run anew, and the older records stay.
    screen.type(":goto 0:35")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) == 11 and "❚❚ at 00:35 of 01:40" in text)
    screen.press("}", "}", "}", "}", "}", "}", "}", "H")
    screen.wait_until("ENDED")
    screen.wait_until(lambda text: kept_records(text) == 18)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_a_recording_is_opened_while_the_screen_runs(size, screens, play, capture, tmp_path):
    server = play(*[[EVENTS, b"data: 1\n\n", CLOSED]] * 3)
    screen = screens(*size)
    screen.open(f"{server.address}/events")
    screen.wait_until(lambda text: kept_records(text) == 1)
    screen.press("H")
    screen.wait_until("no recording plays here")
    screen.press("o")
    screen.type(str(capture))
    screen.press("Enter")
    screen.wait_until(lambda text: "/ticks" in text and kept_records(text) == RECORDS)
    screen.wait_until("ENDED")
    assert "/events" not in screen.text()


def test_a_file_that_is_none_is_said_and_nothing_changes(screens, play, tmp_path):
    (tmp_path / "bad.capture").write_text("{\n")
    server = play(*[[EVENTS, b"data: 1\n\n", CLOSED]] * 3)
    screen = screens()
    screen.open(f"{server.address}/events")
    screen.wait_until(lambda text: kept_records(text) == 1)
    screen.press("o")
    screen.type("bad.capture")
    screen.press("Enter")
    screen.wait_until("bad.capture:1")
    screen.wait_until("/events")
