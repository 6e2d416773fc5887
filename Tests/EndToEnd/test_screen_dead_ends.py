"""Where one could not go on: a missing folder, a URL of the same server, leaving while records are saved."""

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
