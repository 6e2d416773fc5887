"""Files and forms that are filled in on the screen, against a real FastAPI backend."""

import hashlib
import re
import subprocess

import pytest
from test_screen import choose, copied


def file(path, content):
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()[:12]


@pytest.fixture
def form(screens, form_server):
    """The form of an endpoint of the backend."""

    def open_form(path, *size, **variables):
        screen = screens(*size, **variables)
        screen.open(form_server)
        screen.wait_until("/upload")
        choose(screen, path)
        screen.press("e")
        screen.wait_until("Esc leave")
        return screen

    return open_form


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_a_form_sends_its_files_and_fields(form, tmp_path, size):
    sound = file(tmp_path / "a b.wav", bytes(range(256)) * 20_000)
    pages = [file(tmp_path / f"{name}.txt", name.encode()) for name in ("one", "two")]
    screen = form("/upload", *size, HOME=str(tmp_path))
    # The cursor begins where something is missing.
    screen.press("Up")
    screen.type("September & more")
    screen.press("Down")
    screen.type("~/a b.wa")
    screen.wait_until("names no file that is there")
    screen.type("v")
    screen.wait_until(lambda text: "~/a b.wav" in text and "✗" not in text)
    screen.press("Down", "C-n")
    screen.press("C-n")
    screen.type(str(tmp_path))
    screen.wait_until("names a folder")
    screen.type("/one.txt")
    screen.press("C-n")
    screen.type("two.txt")
    screen.wait_until("two.txt")
    screen.press("Enter")
    screen.wait_until("200")
    screen.press("5", "f", "-")
    screen.press("+")
    text = screen.wait_until(sound)
    assert "September & more" in text and "audio" not in text
    for page in pages:
        screen.wait_until(lambda text, page=page: page in text or not screen.press("j"))


def test_the_copied_command_sends_the_same(form, tmp_path):
    sound = file(tmp_path / "a;b.wav", b"123")
    screen = form("/upload", HOME=str(tmp_path))
    screen.press("Up")
    screen.type("it's")
    screen.press("Down")
    screen.type("~/a;b.wav")
    screen.press("Escape", ":")
    screen.type("copy as curl")
    screen.press("Enter")
    command = copied(screen)
    result = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert sound in result.stdout and "it's" in result.stdout, command + result.stdout + result.stderr


def test_an_urlencoded_form_is_sent_by_its_fields(form):
    screen = form("/login")
    screen.type("a b&c=ü")
    screen.press("Enter")
    screen.wait_until('"a b&c=ü"')


def test_a_large_file_is_sent_and_never_held(form, tmp_path):
    with (tmp_path / "large.bin").open("wb") as large:
        large.truncate(400 << 20)
    screen = form("/raw")
    screen.type("large.bin")
    screen.press("Enter")
    screen.wait_until(re.compile(rf'"count": ?{400 << 20}'))
    with open(f"/proc/{screen.program()}/status") as status:
        most = int(re.search(r"VmHWM:\s+(\d+) kB", status.read()).group(1))
    assert most < 250_000, f"{most} kB"


@pytest.mark.parametrize(
    ("name", "words"), [("missing", "names no file that is there"), (".", "names a folder"), ("pipe", "can't be read")]
)
def test_what_can_not_be_sent_is_said_under_the_field(form, tmp_path, name, words):
    subprocess.run(["mkfifo", tmp_path / "pipe"], check=True)
    screen = form("/raw")
    screen.type(name)
    screen.wait_until(words)
    screen.press("Enter")
    screen.wait_until(words)


def test_a_file_that_comes_while_one_waits_is_sent(form, tmp_path):
    screen = form("/raw")
    screen.type("later")
    screen.wait_until("names no file that is there")
    file(tmp_path / "later", b"12345")
    screen.press("Enter")
    screen.press("Enter")
    screen.wait_until('"count": 5')
