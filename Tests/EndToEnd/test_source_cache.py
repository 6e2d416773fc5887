"""An answer about sources is kept for as long as they are the same, where nobody else can write."""

import os

import pytest
from source_forms import inspector

APP = 'from fastapi import FastAPI\nfrom paths import A\napp = FastAPI()\n@app.get(A)\ndef a(): ...\n'


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    (folder / "more").mkdir(parents=True)
    (folder / "main.py").write_text(APP)
    (folder / "paths.py").write_text('A = "/a"\n')
    return folder


def kept(project, texts="1"):
    """The cache for a reading of the project."""
    cache = inspector("cache")
    request = {"target": str(project), "mode": "source", "seconds": 15}
    return cache.Cache(str(project.parent / "cache"), texts, request)


def keep(project):
    reader = inspector("project").Project(str(project), {"files": 100, "fileBytes": 1 << 20})
    reading = inspector("reading").Reading(reader)
    reading.inspect(str(project), None)
    assert [e["path"] for e in reading.answer()["endpoints"]] == ["/a"]
    kept(project).keep("the answer", reader.seen)
    assert kept(project).answer() == "the answer"


CHANGES = {
    "a file changes": lambda p: (p / "main.py").write_text(APP.replace("get", "put")),
    "a file that it imports changes": lambda p: (p / "paths.py").write_text('A = "/b"\n'),
    "a file is new": lambda p: (p / "other.py").write_text(APP),
    "a file is new in a folder": lambda p: (p / "more/other.py").write_text(APP),
    "a file is gone": lambda p: (p / "paths.py").unlink(),
    "others can write into the cache": lambda p: (p.parent / "cache").chmod(0o770),
    "anybody can write the answer": lambda p: answer(p).chmod(0o606),
    "the answer is no JSON": lambda p: answer(p).write_text("{"),
    "the answer is something else": lambda p: answer(p).write_text("[1]"),
    "the answer is a link": lambda p: link(answer(p)),
    "it is another's": lambda p: os.chown(answer(p), 65534, -1),
}  # fmt: skip


def answer(project):
    return next((project.parent / "cache").iterdir())


def link(path):
    path.rename(path.parent.parent / "elsewhere")
    path.symlink_to(path.parent.parent / "elsewhere")


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_kept_is_not_believed_when(name, project):
    keep(project)
    try:
        CHANGES[name](project)
    except PermissionError:
        pytest.skip("only root may give a file away")
    assert kept(project).answer() is None


def test_another_inspector_reads_anew(project):
    keep(project)
    assert kept(project, texts="2").answer() is None


def test_the_oldest_answers_make_room(project, monkeypatch):
    keep(project)
    cache = inspector("cache")
    first = answer(project)
    os.utime(first, (1, 1))
    monkeypatch.setattr(cache, "TOTAL_LIMIT", first.stat().st_size + 10)
    other = kept(project, texts="2")
    other.keep("the answer", cache.Seen())
    assert [p.name for p in first.parent.iterdir()] == [os.path.basename(other.path)]
