"""Looking at a folder runs nothing that lies in it or above it, whatever command looks."""

import pytest
from program import PYTHON

APP = """\
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


@app.get("/feed")
def feed():
    return StreamingResponse(iter(()), media_type="text/event-stream")
"""

PLACES = [".venv", "venv", "../.venv", "../venv", "../../.venv"]


@pytest.fixture
def project(tmp_path):
    """The folder of an application, with environments around it whose Pythons leave marks."""
    folder = tmp_path / "above/project"
    (folder / ".git").mkdir(parents=True)
    (folder / "main.py").write_text(APP)
    for place in PLACES:
        python = folder / place / "bin/python"
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\necho "$0" >> {tmp_path}/marks\nexec {PYTHON} "$@"\n')
        python.chmod(0o755)
    return folder


@pytest.fixture
def marks(tmp_path):
    """Which of the Pythons were run."""

    def read():
        path = tmp_path / "marks"
        return path.read_text().splitlines() if path.exists() else []

    return read


LOOKS = [
    ["list", "."],
    ["list"],
    ["list", "--no-import", "."],
    ["list", "--no-import", "main.py"],
    ["list", "--no-import", "main:app"],
    ["list", "--json", "--probe", "."],
    ["list", "--explain", "feed", "."],
    ["export", "."],
    ["export"],
    ["tail", "feed", "--from", ".", "--base-url", "http://127.0.0.1:9"],
    ["get", "feed", "--from", ".", "--base-url", "http://127.0.0.1:9"],
]


@pytest.mark.parametrize("arguments", LOOKS, ids=" ".join)
def test_a_command_that_looks_runs_nothing(fluidtop, project, marks, arguments):
    result = fluidtop(*arguments, folder=project)
    if arguments[0] in ("list", "export"):
        assert result.status == 0, result.errors
        assert "/feed" in result.output
    assert marks() == []


@pytest.mark.parametrize(
    "arguments", [[], ["."], ["--watch", "."], ["--no-import", "main:app"]], ids=" ".join
)
def test_the_screen_runs_nothing(screens, project, marks, arguments):
    screen = screens()
    screen.run(f"cd {project}")
    screen.open(*arguments)
    screen.wait_until("/feed")
    if "--watch" in arguments:
        (project / "main.py").write_text(APP.replace("/feed", "/news"))
        screen.wait_until("/news")
    screen.press("C-c")
    assert marks() == []


def test_an_application_that_is_named_runs_in_its_own_environment(fluidtop, project, marks):
    result = fluidtop("list", "main:app", "--json", folder=project)
    assert "import" in [source["kind"] for source in result.json()["sources"]]
    assert set(marks()) == {str(project / ".venv/bin/python")}


def test_a_folder_above_the_project_has_no_say(fluidtop, project, marks):
    for place in (".venv", "venv"):
        (project / place / "bin/python").unlink()
    fluidtop("list", "main:app", folder=project)
    assert marks() == []
