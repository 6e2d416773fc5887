"""docs/security.md names tests: they are there."""

import re

import pytest

from program import ROOT

PAGE = ROOT / "docs/security.md"
LINK = re.compile(r"\[`?([^]`]+)`?\]\(\.\./(Tests/[^)#]+)\)")


def names(path):
    """The tests of a file, by the names that a reader sees."""
    text = path.read_text()
    if path.suffix == ".py":
        return set(re.findall(r"^def (test_\w+)\(", text, re.MULTILINE)) | {path.stem}
    return set(re.findall(r"func `([^`]+)`", text)) | set(re.findall(r'@Test\("([^"]+)"', text))


LINKS = LINK.findall(PAGE.read_text())


@pytest.mark.parametrize("name, path", LINKS, ids=[name for name, _ in LINKS])
def test_what_holds_a_sentence_is_there(name, path):
    assert (ROOT / path).is_file()
    assert name in names(ROOT / path)


def test_each_promise_names_a_test():
    parts = PAGE.read_text().split("\n## ")
    assert len(LINKS) > 50
    for part in parts:
        title, _, text = part.partition("\n")
        if title in ("Trusted", "Not promised") or title.startswith("#"):
            continue
        for promise in re.split(r"\n- ", text)[1:]:
            assert LINK.search(promise), f"{title}: {promise}"
