"""The screen's callbacks are the exported client's: the same server is played to both."""

import re
from collections import Counter

import deno
import program
import pytest
from program import EXAMPLE, PYTHON
from script_server import ScriptServer
from stream_scripts import BY_NAME, EVENTS, FIN, NO_CONTENT, Script, again, rows, sse, text

# What ends by itself, with the options that a client has when nobody gives any.
DEFAULTS = [
    Script("clean-end", "stream_notifications", [
        [EVENTS, b"retry: 100\nevent: tick\ndata: 1\n\nevent: warn\ndata: 2\n\nevent: tick\ndata: 3\n\n", FIN],
        [EVENTS, b"data: 4\n\n", FIN],
        [NO_CONTENT, FIN],
    ]),
    again("lost-and-gone", [EVENTS, b"retry: 100\nid: 1\ndata: 1\n\n", FIN]),
    sse("post", b"data: 1\n\ndata: 2\n\n", function="stream_chat"),
    sse("end-mark", b"data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", function="stream_chat"),
    rows("rows", b"1\n2\n3\n"),
    rows("rows-invalid", b"1\n{oops}\n2\n"),
    text("text", b"one\n"),
    BY_NAME["404"],
    BY_NAME["json-for-events"],
    BY_NAME["rows-cut"],
]  # fmt: skip
NAMES = {script.name: script for script in DEFAULTS}

# By function: the endpoint's path as the list has it, and what its form needs.
PLACES = {
    "stream_notifications": ("notifications/stream", "1"), "stream_chat": ("chat/stream", None),
    "stream_analytics_data": ("analytics/stream", None), "stream_logs": ("logs/stream", None),
}  # fmt: skip


@pytest.fixture(scope="module")
def server():
    with ScriptServer({script.name: script.connections for script in DEFAULTS}) as server:
        yield server


@pytest.fixture(scope="module")
def exported(server, tmp_path_factory):
    """What the exported TypeScript calls back in Deno, by script."""
    folder = tmp_path_factory.mktemp("client")
    source = ["export", EXAMPLE / "main.py", "--python", PYTHON]
    result = program.run(*source, "--as", "typescript", "--out", folder / "api.ts", folder=folder)
    assert result.status == 0, result.errors
    calls = {}
    for script in DEFAULTS:
        call = script.as_call(server.address, "deno")
        # As somebody calls it who gives no options.
        call["options"] = {"baseUrl": call["options"]["baseUrl"]}
        calls[script.name] = call
    return deno.trace(folder / "api.ts", calls, folder=folder)[0]


def told(lines):
    """The callbacks of a client: those of records counted between the others."""
    result, counts = [], Counter()
    for line in lines:
        name = line.get("callback")
        if name in ("onMessage", "onChunk"):
            # Text is cut anywhere.
            counts[name, line.get("type", "")] += 0 if "text" in line and counts[name, ""] else 1
        elif name is not None:
            result += [counts, name]
            counts = Counter()
    return result + [counts]


def shown(copied):
    """The same of what the screen shows, up to where a client has ended."""
    result, counts = [], Counter()
    for line in copied.splitlines():
        match = re.fullmatch(r"\+\S+ (\S+.*?)(?: x(\d+))?", line)
        assert match, line
        (name, _, detail), count = match[1].partition(" "), int(match[2] or 1)
        if name == "(reading":
            break
        if name in ("onMessage", "onChunk"):
            counts[name, detail] += count
        elif name != "request":
            result += [counts, name]
            counts = Counter()
    return result + [counts]


@pytest.mark.parametrize("name", NAMES)
def test_the_screen_s_callbacks_are_those_of_the_exported_client(name, server, exported, screens, tmp_path):
    script = NAMES[name]
    path, value = PLACES[script.function]
    screen = screens()
    screen.open(EXAMPLE / "main.py", "--python", PYTHON, "--base-url", f"{server.address}/screen/{name}")
    screen.wait_until("Endpoints")
    screen.wait_until("streams")
    screen.press("/")
    screen.type(path)
    screen.press("Enter", "Enter")
    if value is not None:
        screen.wait_until("is required")
        screen.type(value)
        screen.press("Enter")
    screen.wait_until(re.compile("onClose"))
    screen.press("4", "y")
    # What it says comes to the terminal behind what it copies.
    screen.wait_until("to the terminal's clipboard")
    copied = screen.tmux("show-buffer")
    wanted = told(exported[name])
    assert shown(copied) == wanted, f"{copied}\n{exported[name]}"
    asked = [request.split(" ")[1].split("/", 3)[3] for request in server.requests["screen", name]]
    assert asked == [request.split(" ")[1].split("/", 3)[3] for request in server.requests["deno", name]]
