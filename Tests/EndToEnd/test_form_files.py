"""--form with files: multipart, as curl's -F sends it."""

import hashlib

import pytest


@pytest.fixture
def sent(fluidtop, form_server):
    """What the server was sent by these fields."""

    def send(*fields, **changes):
        options = [part for field in fields for part in ("--form", field)]
        result = fluidtop("tail", f"{form_server}/form", *options, "--as", "json", "--output", "data", **changes)
        assert result.status == 0, result.errors
        return result.json()

    return send


def file(path, content):
    path.write_bytes(content)
    return [len(content), hashlib.sha256(content).hexdigest()]


def test_a_file_is_sent_whole_beside_fields_of_text(sent, tmp_path):
    facts = file(tmp_path / "a b.wav", bytes(range(256)) * 20_000)
    got = sent("title=September & more", "sound=@a b.wav", "key=$KEY", KEY="@a b.wav")
    assert got["type"] == "multipart/form-data"
    assert got["fields"] == [
        ["title", "September & more"],
        ["sound", "a b.wav", "application/octet-stream", *facts],
        ["key", "@a b.wav"],
    ]


def test_its_type_and_its_name_may_be_said(sent, tmp_path):
    facts = file(tmp_path / "x;y.bin", b"a,b\n")
    got = sent("table=@x;y.bin;type=text/csv;filename=t 1.csv", "table=@x;y.bin;filename=u.csv")
    assert [field[1:3] for field in got["fields"]] == [
        ["t 1.csv", "text/csv"], ["u.csv", "application/octet-stream"],
    ]  # fmt: skip
    assert all(field[3:] == facts for field in got["fields"])


def test_a_type_is_guessed_by_the_names_end(sent, tmp_path):
    file(tmp_path / "page.HTML", b"<p>")
    assert sent("page=@page.HTML")["fields"][0][2] == "text/html"


def test_a_files_text_is_a_field(sent, tmp_path):
    file(tmp_path / "note.txt", "grün & $HOME\n".encode())
    assert sent("note=<note.txt") == {
        "type": "application/x-www-form-urlencoded", "fields": [["note", "grün & $HOME\n"]],
    }  # fmt: skip
    assert sent("note=<note.txt", "same=@note.txt")["fields"][0] == ["note", "grün & $HOME\n"]


def test_fields_of_text_alone_stay_urlencoded(sent):
    got = sent("a=1 2", "a=b@c", "b=")
    assert got == {"type": "application/x-www-form-urlencoded", "fields": [["a", "1 2"], ["a", "b@c"], ["b", ""]]}


def test_an_endpoint_that_is_named_takes_files_too(fluidtop, form_server, tmp_path):
    facts = file(tmp_path / "x", b"123")
    result = fluidtop("tail", "form", "--from", form_server, "--form", "x=@x", "--as", "json", "--output", "data")
    assert result.status == 0, result.errors
    assert result.json()["fields"] == [["x", "x", "application/octet-stream", *facts]]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("a=@nothing", "--form can't read 'nothing'"), ("a=<nothing", "--form can't read 'nothing'"),
        ("a=@.", "--form can't read '.'"), ("a=@x;type=csv", "--form needs ;type=TYPE/SUBTYPE"),
        ("a=<bytes", "send it as a file with @"), ("=@x", "--form needs NAME=VALUE or NAME=@FILE"),
    ],
)  # fmt: skip
def test_what_can_not_be_sent_is_one_sentence(fluidtop, form_server, tmp_path, field, sentence):
    file(tmp_path / "x", b"1")
    file(tmp_path / "bytes", b"\xff\xfe")
    result = fluidtop("tail", f"{form_server}/form", "--form", field)
    assert (result.status, len(result.errors.splitlines())) == (64, 1)
    assert sentence in result.errors
