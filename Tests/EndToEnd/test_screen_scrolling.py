"""Rows are moved on the terminal where that is shorter: what stands there is what a redraw draws."""

import json
import time

import pytest
from raw_server import RawServer, head

PATHS = ["/orders/live", "/orders/{order}", "/stock/{warehouse}", "/stock/changes", "/chat", "/health"]
WORDS = ["quay", "漢字の港", "🚢 afloat", "e\u0301tape", "a much longer note than fits on the line of a list"]


@pytest.fixture
def document(tmp_path):
    """A backend whose stream has sixty rows, beside a list of endpoints that differ from row to row."""
    rows = [json.dumps({"n": n, "note": WORDS[n % len(WORDS)]}, ensure_ascii=False) + "\n" for n in range(60)]
    steps = [head("application/x-ndjson")]
    for row in rows:
        steps += [row.encode(), 0.02]
    server = RawServer([*steps, RawServer.FIN])
    types = {path: "application/x-ndjson" if path.endswith("live") else "application/json" for path in PATHS}
    paths = {
        path: {"get": {"tags": [path.split("/")[1]], "responses": {"200": {"description": "", "content": {kind: {}}}}}}
        for path, kind in types.items()
    }
    file = tmp_path / "openapi.json"
    described = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    file.write_text(json.dumps(described | {"servers": [{"url": server.address}]}))
    yield file
    server.close()


def still(screen):
    """The screen when nothing comes any more, without the rates: their minute goes on."""
    last = None

    def stands(text):
        nonlocal last
        last, before = text, last
        time.sleep(0.2)
        return text == before

    return without_rates(screen.wait_until(lambda text: stands(without_rates(text))))


def without_rates(text):
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "╭─ 6 Rate ─" in line:
            column = line.index("╭─ 6 Rate ─")
            return "\n".join(lines[:number] + [line[:column] for line in lines[number:]])
    return text


def is_as_redrawn(screen):
    """Whether the screen stays as it is when all of it is drawn anew."""
    before = still(screen)
    screen.press("C-l")
    assert before == still(screen)


@pytest.mark.parametrize(
    ("term", "size"),
    [
        ("screen-256color", (120, 36)),
        ("tmux-256color", (80, 24)),
        ("xterm-256color", (60, 20)),
        ("xterm-256color", (120, 36)),
    ],
)
def test_moved_rows_stand_as_they_would_be_drawn(screens, document, term, size):
    screen = screens(*size, TERM=term)
    screen.open(document)
    screen.wait_until("/orders/live")
    screen.press("Enter", "3")
    screen.wait_until(lambda text: '{"n":59' in text.replace(" ", "") and "ENDED" in text)
    is_as_redrawn(screen)
    for keys in (["k"] * 14, ["PPage"], ["g"], ["j"] * 14, ["NPage", "NPage"], ["f", "PPage"], ["G", "f"]):
        screen.press(*keys)
        is_as_redrawn(screen)
    screen.press("c")
    screen.wait_until("Call it so")
    screen.press("NPage", "j", "j", "k")
    is_as_redrawn(screen)
    screen.press("Escape")
    screen.resize(size[0] + 20, size[1] - 2)
    screen.press("k", "k", "PPage", "NPage", "NPage")
    is_as_redrawn(screen)
