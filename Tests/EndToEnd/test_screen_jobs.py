"""The four jobs by hand: browse, tail, download, copy the code, on the example, at both sizes."""

import re
import time

import program
import pytest
from test_screen import choose, copied, kept_records

SIZES = [(120, 36), (80, 24)]


@pytest.fixture(params=["document", "sources"])
def targets(request, backend):
    """The example over its document alone, and with its sources."""
    sources = [str(program.EXAMPLE / "main.py"), "--python", str(program.PYTHON)]
    return [backend] + (sources if request.param == "sources" else [])


def turn_to(screen, path):
    """Chooses another endpoint: what narrowed the list before stands in the line."""
    screen.press("1", "/", "C-u")
    screen.type(path)
    screen.press("Enter")


@pytest.mark.parametrize("size", SIZES)
def test_the_four_jobs_end_where_one_wants_to_be(size, targets, screens, tmp_path):
    screen = screens(*size)
    screen.open(*targets)
    # Browse: a group narrows the list, Escape brings all of it back.
    screen.wait_until("/orders/stream")
    screen.press("/")
    screen.type("orders")
    screen.wait_until(lambda text: "/orders/stream" in text and "/prices/stream" not in text)
    screen.press("Escape")
    screen.wait_until("/prices/stream")
    # Tail, whether or not anybody said that it is a stream; the required value is asked for.
    turn_to(screen, "notifications/stream")
    screen.press("Enter")
    screen.wait_until("user_id is required")
    screen.type("7")
    screen.press("Enter")
    screen.wait_until(lambda text: "LIVE" in text and kept_records(text) >= 2)
    screen.press("s")
    screen.wait_until("STOPPED")
    # Download: a file of the server's name, then another one under a name of one's own.
    turn_to(screen, "files/")
    screen.press("e")
    screen.wait_until("Esc leave")
    screen.type("report")
    screen.press("Enter")
    screen.wait_until("SAVED")
    screen.press("M-d")
    screen.wait_until("> ./")
    screen.press("C-u")
    screen.type("other.bin")
    screen.press("Enter")
    program.wait_until((tmp_path / "other.bin").exists)
    screen.wait_until("SAVED")
    # Copy the code.
    turn_to(screen, "orders/stream")
    screen.press("M-y")
    screen.wait_until("copy as url")
    screen.type("curl")
    screen.press("Enter")
    assert copied(screen).startswith("curl ")
    screen.press("q")
    screen.press("q")
    screen.wait_for_shell()


def test_the_documentation_opens_in_the_browser(backend, screens, tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "xdg-open").write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {tmp_path}/asked\n')
    (folder / "xdg-open").chmod(0o755)
    screen = screens()
    screen.run(f"export DISPLAY=:0 PATH={folder}:$PATH")
    screen.open(backend)
    screen.wait_until("/orders/stream")
    choose(screen, "orders/stream")
    screen.press("O")
    program.wait_until((tmp_path / "asked").exists)
    screen.wait_until("asking xdg-open for")
    asked = (tmp_path / "asked").read_text()
    assert re.fullmatch(re.escape(backend) + r"/docs#/orders/\w+\|", asked), asked


def test_over_ssh_the_address_of_the_documentation_is_copied(backend, screens):
    screen = screens()
    screen.run("export DISPLAY=:0 SSH_CONNECTION='1.2.3.4 5 6.7.8.9 22'")
    screen.open(backend)
    screen.wait_until("/orders/stream")
    choose(screen, "orders/stream")
    screen.press("O")
    screen.wait_until("no browser here")
    assert screen.tmux("show-buffer").startswith(f"{backend}/docs#/orders/")


def test_a_record_is_found_in_and_saved_by_hand(screens, tmp_path):
    screen = screens()
    screen.open("demo")
    screen.wait_until("Endpoints")
    choose(screen, "ships/events")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 2)
    screen.press("3", "g", "5", "/")
    screen.type("ship")
    screen.wait_until(re.compile(r"hit 1 of \d"))
    screen.press("Enter", "Escape", ":")
    screen.type("save view")
    screen.press("Enter", "Enter")
    screen.wait_until("written: records.ndjson")
    assert (tmp_path / "records.ndjson").read_bytes().count(b"\n") >= 1


def test_themes_a_resize_and_a_suspension_under_a_flood_give_the_terminal_back(screens):
    screen = screens()
    before = screen.shell_output("stty -a < /dev/tty")
    screen.open("demo")
    address = re.search(r"127\.0\.0\.1:\d+", screen.wait_until(re.compile(r"\d streams"))).group()
    screen.press("o")
    screen.type(f"http://{address}/rows/ships?count=0&rate=10000")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 1000)
    for columns, rows in [(80, 24), (60, 20), (120, 36)]:
        screen.press("T")
        screen.resize(columns, rows)
        screen.wait_until(lambda text, rows=rows: "theme:" in text and len(text.rstrip().splitlines()) == rows)
    screen.press("C-z")
    screen.wait_until(lambda _: not screen.is_alternate())
    assert screen.shell_output("stty -a < /dev/tty") == before
    screen.run("fg")
    screen.wait_until("3 Records")
    time.sleep(0.1)
    screen.press("C-c")
    screen.wait_for_shell()
    assert screen.shell_output("stty -a < /dev/tty") == before
