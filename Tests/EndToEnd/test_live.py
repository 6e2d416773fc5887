"""Discovery under running streams: files that change, a server that restarts, P and the palette."""

import contextlib
import os
import re
import socket
import subprocess
import time

import pytest
from program import LONGEST, PYTHON

APP = """\
import asyncio

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI(title="Watched")


@app.get("/feed")
async def feed(room: str):
    async def events():
        while True:
            yield f"event: tick\\ndata: {room}\\n\\n"
            await asyncio.sleep(0.1)

    return StreamingResponse(events(), media_type="text/event-stream")
"""
MORE = """

@app.get("/later")
def later() -> int:
    return 1
"""


@pytest.fixture
def port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextlib.contextmanager
def served(folder, port):
    """The application of a folder under uvicorn, until it can be asked."""
    process = subprocess.Popen(
        [str(PYTHON), "-m", "uvicorn", "main:app", "--host", "127.0.0.1", "--port", str(port)],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        deadline = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            assert time.monotonic() < deadline, "uvicorn did not start"
            time.sleep(0.1)
        yield process
    finally:
        process.kill()
        process.wait(timeout=LONGEST)


def kept_records(text):
    match = re.search(r"3 Records ─+ ([\d,]+) ", text)
    return int(match.group(1).replace(",", "")) if match else 0


def test_a_file_that_changes_is_looked_at_again_under_a_running_stream(screens, tmp_path, port):
    (tmp_path / "main.py").write_text(APP)
    with served(tmp_path, port):
        screen = screens()
        target = f"http://127.0.0.1:{port}"
        screen.open("--watch", target, "main.py", "--python", PYTHON)
        screen.wait_until("/feed")
        screen.press("Enter")
        screen.type("harbour")
        screen.press("Enter")
        screen.wait_until(lambda text: kept_records(text) >= 3)
        (tmp_path / "main.py").write_text(APP + MORE)
        screen.wait_until("/later")
        text = screen.wait_until(lambda text: "LIVE" in text)
        count = kept_records(text)
        assert "room=[harbour" in text
        # The same stream goes on.
        screen.wait_until(lambda text: kept_records(text) > count + 3)
        screen.press("C-c")
        screen.wait_for_shell()


def test_a_server_that_restarts_with_more_is_looked_at_again(screens, tmp_path, port):
    (tmp_path / "main.py").write_text(APP)
    screen = screens()
    with served(tmp_path, port):
        screen.open("--watch", f"http://127.0.0.1:{port}")
        screen.wait_until("/feed")
    (tmp_path / "main.py").write_text(APP + MORE)
    with served(tmp_path, port):
        screen.wait_until("/later")
    screen.press("C-c")
    screen.wait_for_shell()


def test_a_server_that_comes_later_is_found(screens, tmp_path, port):
    (tmp_path / "main.py").write_text(APP)
    screen = screens()
    screen.open("--watch", f"http://127.0.0.1:{port}")
    screen.wait_until("No endpoint was found")
    with served(tmp_path, port):
        screen.wait_until("/feed")
    screen.press("C-c")
    screen.wait_for_shell()


def test_p_asks_an_endpoint_what_the_document_hides(screens, tmp_path, port):
    (tmp_path / "main.py").write_text(APP)
    with served(tmp_path, port):
        screen = screens()
        screen.open(f"http://127.0.0.1:{port}")
        screen.wait_until("/feed")
        screen.press("P")
        screen.wait_until("room is required (string); e fills it in")
        screen.press("e")
        screen.type("harbour")
        screen.press("Escape", "P")
        screen.wait_until("answered 200 text/event-stream")
        screen.wait_until("SSE  GET /feed")
        screen.press("C-c")
        screen.wait_for_shell()


def test_the_palette_runs_an_action_by_its_name(screens):
    screen = screens()
    screen.open("demo")
    screen.wait_until("Endpoints")
    screen.press(":")
    screen.type("redisc")
    screen.wait_until("▌ rediscover")
    screen.press("Enter")
    # The demo's own server is the same one, not another.
    screen.wait_until("endpoints: nothing changed")
    screen.press(":")
    screen.type("mouse off")
    screen.press("Enter")
    screen.wait_until("the mouse is the terminal's")
    assert screen.state("mouse_any_flag") == "0"
    screen.press("C-c")
    screen.wait_for_shell()
