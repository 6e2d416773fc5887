"""A body in the form of the screen: its fields, its text, the user's own editor, its files."""

import json
from pathlib import Path

import pytest

DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "orders", "version": "1"},
    "servers": [{"url": "http://127.0.0.1:9"}],
    "paths": {
        "/orders": {
            "post": {
                "operationId": "order",
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
                },
                "responses": {"200": {"description": "", "content": {"text/event-stream": {}}}},
            }
        }
    },
    "components": {
        "schemas": {
            "Order": {
                "type": "object",
                "required": ["customer", "address"],
                "properties": {
                    "customer": {"type": "string"},
                    "address": {"type": "object", "properties": {"city": {"type": "string"}}},
                    "password": {"type": "string"},
                },
            }
        }
    },
}


@pytest.fixture
def form(screens, tmp_path):
    """The form of one endpoint, with an editor."""
    (tmp_path / "openapi.json").write_text(json.dumps(DOCUMENT))

    def open_form(editor=None, script=None):
        if script is not None:
            path = tmp_path / "editor"
            path.write_text("#!/bin/sh\n" + script)
            path.chmod(0o755)
            editor = str(path)
        screen = screens(EDITOR=editor, VISUAL=None)
        screen.open("openapi.json")
        screen.wait_until("POST /orders")
        screen.press("e")
        screen.wait_until("customer")
        return screen

    return open_form


def test_a_body_is_changed_in_the_users_editor(form, tmp_path):
    screen = form(script='cp "$1" seen.json; stat -c %a "$1" "${1%/*}" > modes; sed -i s/Ulm/Bonn/ "$1"\n')
    screen.type("ann")
    screen.press("Down", "Down")
    screen.type("Ulm")
    screen.press("Down")
    screen.type("geheim")
    screen.press("C-o")
    screen.wait_until("the body is as edited")
    screen.wait_until("Bonn")
    seen = json.loads((tmp_path / "seen.json").read_text())
    assert seen["address"] == {"city": "Ulm"}
    assert seen["password"] != "geheim"
    assert (tmp_path / "modes").read_text().split() == ["600", "700"]
    screen.press("C-t")
    screen.wait_until('"password": "geheim"')


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exit 3\n", "ended with status 3, so nothing was changed"),
        ('echo "{nonsense" > "$1"\n', "line 1, column 2"),
        ('printf "\\377" > "$1"\n', "is no text in UTF-8"),
    ],
)
def test_what_an_editor_does_wrong_is_said(form, script, words):
    screen = form(script=script)
    screen.press("C-o")
    screen.wait_until(words)


@pytest.mark.parametrize(("editor", "words"), [(None, "set EDITOR"), ("no-such-editor", "there is no editor")])
def test_an_editor_that_is_not_there_is_said(form, editor, words):
    screen = form(editor=editor)
    screen.press("C-o")
    screen.wait_until(words)


@pytest.mark.skipif(not Path("/usr/bin/vi").exists(), reason="vi is not installed")
def test_vi_has_the_terminal_and_gives_it_back(form):
    screen = form(editor="vi")
    screen.type("ann")
    screen.press("C-o")
    screen.wait_until('"customer": "ann"')
    screen.type(":%s/ann/bob/")
    screen.press("Enter")
    screen.wait_until('"customer": "bob"')
    screen.type(":wq")
    screen.press("Enter")
    screen.wait_until("the body is as edited")
    screen.wait_until("[bob")
    screen.press("Escape")
    screen.press("q")
    screen.wait_until("ready>")
