"""What is copied arrives, wherever the program runs."""

import json

import pytest
from raw_server import RawServer, head
from test_screen import choose, kept_records


def record(screen):
    """Copies the first record of a stream of the demo's."""
    screen.open("demo")
    screen.wait_until("Endpoints")
    choose(screen, "ships/events")
    screen.press("Enter")
    screen.wait_until(lambda text: kept_records(text) >= 1)
    screen.press("3", "g", "y")


def test_in_tmux_as_it_comes_a_copy_is_in_its_buffer(screens):
    screen = screens()
    # tmux's own defaults: neither OSC 52 nor a passthrough gets through.
    screen.tmux("set-option", "-g", "set-clipboard", "external")
    screen.tmux("set-option", "-g", "allow-passthrough", "off")
    screen.run("export TMUX=" + screen.state("socket_path") + "," + screen.state("pid") + ",0")
    record(screen)
    screen.wait_until("to tmux's buffer")
    assert json.loads(screen.tmux("show-buffer"))["ship"]


@pytest.mark.parametrize("name, variable", [("xclip", "DISPLAY"), ("wl-copy", "WAYLAND_DISPLAY")])
def test_a_local_program_takes_the_copy(name, variable, screens, tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    tool = folder / name
    tool.write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\n")
    tool.chmod(0o755)
    screen = screens()
    screen.run(f"export {variable}=here PATH={folder}:$PATH")
    record(screen)
    screen.wait_until(f"with {name}")
    assert json.loads((tmp_path / "copied").read_text())["ship"]


def test_over_ssh_the_terminal_is_asked(screens, tmp_path):
    screen = screens()
    screen.run("export DISPLAY=:0 SSH_CONNECTION='1.2.3.4 5 6.7.8.9 22'")
    record(screen)
    screen.wait_until("to the terminal's clipboard")
    assert json.loads(screen.tmux("show-buffer"))["ship"]


def test_more_than_the_terminal_takes_goes_into_a_file(screens, tmp_path):
    text = "x" * 200_000
    server = RawServer([head("application/json") + json.dumps({"text": text}).encode(), RawServer.FIN])
    document = {"openapi": "3.1.0", "servers": [{"url": server.address}], "paths": {"/big": {"get": {}}}}
    (tmp_path / "api.json").write_text(json.dumps(document))
    screen = screens()
    try:
        screen.open("api.json")
        screen.wait_until("/big")
        screen.press("Enter")
        screen.wait_until("ANSWERED")
        screen.press("3", "y")
        screen.wait_until("more than terminals take")
        screen.press("Enter")
        screen.wait_until("written: copied.json")
        assert json.loads((tmp_path / "copied.json").read_text())["text"] == text
        screen.press("C-c")
        screen.wait_for_shell()
        assert "saved copied.json" in screen.text()
    finally:
        server.close()
