"""Where one could not go on: a missing folder, a URL of the same server, leaving while records are saved."""

import re

import pytest

from program import wait_until
from stream_scripts import CLOSED, EVENTS
from test_screen import choose, kept_records


def test_a_download_offers_to_make_its_folder(screens, backend, tmp_path):
    screen = screens()
    screen.open(backend)
    screen.wait_until("/files/")
    choose(screen, "files/")
    screen.press("e")
    screen.wait_until("Esc leave")
    screen.type("report")
    screen.press("Escape", "M-d")
    screen.wait_until("> ./")
    screen.type("new/inner/a.bin")
    screen.press("Enter")
    screen.wait_until("new/inner is no folder yet: y makes it")
    screen.type("y")
    screen.press("Enter")
    screen.wait_until("SAVED")
    assert (tmp_path / "new/inner/a.bin").exists()


def test_a_url_of_the_same_server_runs_as_at_the_start(screens, backend):
    screen = screens()
    screen.open(backend)
    screen.wait_until("/analytics/stream")
    screen.press("o")
    screen.type(f"{backend}/notifications/stream?user_id=7")
    screen.press("Enter")
    screen.wait_until(lambda text: "LIVE" in text and kept_records(text) >= 1)


@pytest.mark.parametrize("named", ["http://127.0.0.1:9", "curl -H 'X-Key: other' http://127.0.0.1:9/x", "bad.capture"])
def test_what_could_not_be_opened_changes_nothing_of_how_the_backend_is_asked(named, screens, play, tmp_path):
    (tmp_path / "bad.capture").write_text("{\n")
    server = play(*[[EVENTS, b"data: 1\n\n", CLOSED]] * 4)
    screen = screens()
    screen.open(f"{server.address}/events", "-H", "X-Key: mine")
    screen.wait_until(lambda text: kept_records(text) == 1)
    screen.press("o")
    screen.type(named)
    screen.press("Enter")
    screen.wait_until(re.compile("can't be reached|refused|bad.capture:1|nothing"))
    before = len(server.requests)
    screen.press("r")
    wait_until(lambda: len(server.requests) > before)
    assert "x-key: mine" in str(server.requests[-1]).lower()


def test_a_save_that_is_cut_by_quitting_leaves_nothing(screens, play, tmp_path):
    record = b"data: " + b"x" * 100_000 + b"\n\n"
    server = play(*[[EVENTS, record * 400, CLOSED]] * 3)
    screen = screens()
    screen.open(f"{server.address}/events")
    screen.wait_until(lambda text: kept_records(text) == 400)
    screen.press(":")
    screen.type("save view")
    screen.press("Enter")
    screen.wait_until("writes a file")
    screen.press("Enter", "C-c")
    screen.wait_for_shell()
    assert [path.name for path in tmp_path.glob("*.part")] == []
