"""Projects of uv's: their own environment, else one as they are locked that goes away again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from program import PYTHON

APP = """\
import sys

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI(title=sys.prefix)


@app.get("/feed")
def feed():
    return StreamingResponse(iter(()), media_type="text/event-stream")
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "main.py").write_text(APP)
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "feed"\nversion = "1"\nrequires-python = ">=3.8"\n[tool.uv]\n'
    )
    return tmp_path


@pytest.fixture
def stand_in(tmp_path):
    """A folder with a uv that writes its arguments down and runs the tests' own Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "uv"
    script.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/asked\n'
        'while [ "$1" != python ]; do shift; done\nshift\n'
        f'exec {PYTHON} "$@"\n'
    )
    script.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def imported(fluidtop, *arguments, **changes):
    document = fluidtop("list", "main:app", "--json", *arguments, **changes).json()
    assert [e["path"] for e in document["endpoints"]] == ["/feed"]
    return "import" in [source["kind"] for source in document["sources"]]


def test_a_locked_project_without_an_environment_is_imported_with_uv(fluidtop, project, stand_in):
    (project / "uv.lock").write_text("version = 1\n")
    assert imported(fluidtop, PATH=stand_in)
    asked = (project / "asked").read_text()
    assert asked.startswith(f"run --quiet --isolated --frozen --project {project} python -B")
    assert not (project / ".venv").exists()


def test_a_project_s_own_environment_comes_first(fluidtop, project, stand_in):
    (project / "uv.lock").write_text("version = 1\n")
    (project / ".venv/bin").mkdir(parents=True)
    python = project / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec {PYTHON} "$@"\n')
    python.chmod(0o755)
    assert imported(fluidtop, PATH=stand_in)
    assert not (project / "asked").exists()


def test_without_an_import_uv_is_not_asked(fluidtop, project, stand_in):
    (project / "uv.lock").write_text("version = 1\n")
    assert not imported(fluidtop, "--no-import", PATH=stand_in)
    assert not (project / "asked").exists()


@pytest.mark.skipif(shutil.which("uv") is None, reason="there is no uv")
def test_a_real_uv_runs_the_import_and_writes_nothing_into_the_project(fluidtop, project):
    (project / "main.py").write_text("raise ValueError('reached by ' + __import__('sys').prefix)\n")
    subprocess.run(["uv", "lock", "--offline"], cwd=project, check=True, capture_output=True)
    before = sorted(path.name for path in Path(project).iterdir())
    result = fluidtop("list", "main:app", UV_OFFLINE="1")
    assert "ValueError: reached by" in result.errors
    assert str(PYTHON.parents[1]) not in result.errors
    created = {path.name for path in Path(project).iterdir()} - set(before)
    # uv keeps its cache in the home folder, which is this folder in the tests.
    assert created <= {".cache", ".local"}
