"""What an installation brings: the manual, the completions, a package. And the help that they are made from."""

import gzip
import json
import shutil
import subprocess

import pytest

import program
from program import BINARY, LONGEST, ROOT

pytestmark = pytest.mark.xdist_group("packages")

PAGES = [
    "fluidtop", "fluidtop-config", "fluidtop-demo", "fluidtop-export", "fluidtop-get", "fluidtop-list",
    "fluidtop-proxy", "fluidtop-record", "fluidtop-replay", "fluidtop-tail", "fluidtop-themes",
]  # fmt: skip
COMMANDS = [page.removeprefix("fluidtop-") for page in PAGES[1:]]


def run(*command, **changes):
    words = list(map(str, command))
    settings = {"text": True, "encoding": "utf-8", "timeout": LONGEST, **changes}
    return subprocess.run(words, capture_output=True, check=True, **settings).stdout


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """The program below /usr of a folder."""
    root = tmp_path_factory.mktemp("root")
    run(ROOT / "Scripts/install", BINARY, "/usr", root)
    return root


def files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_program_comes_with_its_manual_its_completions_and_its_themes(root):
    found = files(root / "usr")
    assert {f"share/man/man1/{page}.1.gz" for page in PAGES} <= found
    assert found >= {
        "bin/fluidtop", "share/man/man7/fluidtop-keys.7.gz", "share/man/man5/fluidtop-capture.5.gz",
        "share/bash-completion/completions/fluidtop", "share/zsh/site-functions/_fluidtop",
        "share/fish/vendor_completions.d/fluidtop.fish", "share/fluidtop/themes/nord.json",
    }  # fmt: skip
    assert run(root / "usr/bin/fluidtop", "--version") == run(BINARY, "--version")


def page(root, name, section=1):
    with gzip.open(root / f"usr/share/man/man{section}/{name}.{section}.gz", "rt", encoding="utf-8") as file:
        return file.read()


def options(command):
    names = (name for argument in command["arguments"] for name in argument.get("names", ()))
    return {("-" if name["kind"] == "short" else "--") + name["name"] for name in names}


def commands(below):
    """By name, as the program tells of them itself."""
    return {command["commandName"]: command for command in below["subcommands"]}


@pytest.fixture(scope="module")
def told():
    return json.loads(run(BINARY, "--experimental-dump-help"))["command"]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_has_every_option_and_example_of_its_command(root, told, name):
    command = commands(told)[name]
    text = page(root, f"fluidtop-{name}").replace("\\-", "-")
    for option in options(command):
        assert f"\\fB{option}\\fR" in text, option
    examples = [line.strip() for line in command["discussion"].split("\n") if line.startswith("  fluidtop ")]
    assert examples
    for line in examples:
        assert line.replace("\\", "\\e") in text, line


def test_the_page_of_the_program_has_the_options_of_the_screen(root, told):
    text = page(root, "fluidtop").replace("\\-", "-")
    for option in options(commands(told)[told["defaultSubcommand"]]):
        assert f"\\fB{option}\\fR" in text, option
    for name in COMMANDS:
        assert f"fluidtop-{name}\\fR(1)" in text, name


def test_the_page_of_the_keys_has_what_the_program_says_of_them(root):
    text = page(root, "fluidtop-keys", 7).replace("\\-", "-").replace("\\e", "\\").replace("\\&", "")
    lines = [line.strip() for line in run(BINARY, "config", "keys").splitlines() if line.startswith("  ")]
    assert len(lines) > 50
    for line in lines:
        assert line in text, line


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff on this machine")
@pytest.mark.parametrize("name", [*PAGES, "fluidtop-keys", "fluidtop-capture"])
def test_a_page_is_set_without_a_warning(root, name):
    section = {"fluidtop-keys": 7, "fluidtop-capture": 5}.get(name, 1)
    result = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-P-c", "-P-bou", "-ww"], input=page(root, name, section),
        capture_output=True, text=True, encoding="utf-8", timeout=LONGEST,
    )  # fmt: skip
    assert result.stderr == ""
    assert "NAME\n" in result.stdout


COMPLETE = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
_fluidtop fluidtop "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["re"], ["record", "replay"]),
        (["tail", "--reco"], ["--reconnect", "--record"]),
        (["export", "--as", "ty"], ["typescript"]),
        (["tail", "--output", "c"], ["csv"]),
        (["config", "k"], ["keys"]),
    ],
)
def test_bash_completes(root, words, expected):
    script = root / "usr/share/bash-completion/completions/fluidtop"
    found = run("bash", "--norc", "-c", COMPLETE, "complete", script, "fluidtop", *words).split()
    assert set(expected) <= set(found), found
    assert all(word.startswith(words[-1]) for word in found), found


HOSTILE = ["$(touch made)", "`touch made`", "two words", "-rf", "a;b", "ünï"]


def test_bash_completes_the_names_that_were_found_last_and_none_that_it_would_run(root, fluidtop, tmp_path):
    stream = {"responses": {"200": {"description": "", "content": {"text/event-stream": {}}}}}
    names = ["orders_live", "orders_old", *HOSTILE]
    paths = {f"/{index}": {"get": {"operationId": name, **stream}} for index, name in enumerate(names)}
    document = {"openapi": "3.1.0", "info": {"title": "Names", "version": "1"}, "paths": paths}
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    assert fluidtop("list", "openapi.json").status == 0
    script = root / "usr/share/bash-completion/completions/fluidtop"
    path = f"{root}/usr/bin:{program.environment(tmp_path)['PATH']}"
    settings = {"cwd": tmp_path, "env": program.environment(tmp_path, PATH=path)}
    for words in (["tail", "ord"], ["export", "--endpoint", "ord"]):
        found = run("bash", "--norc", "-c", COMPLETE, "complete", script, "fluidtop", *words, **settings)
        assert found.split() == ["orders_live", "orders_old"]
    # Where anybody could write there, what the file holds is offered no more than what a server says.
    (kept,) = tmp_path.rglob("names")
    kept.write_text("\n".join(names))
    found = run("bash", "--norc", "-c", COMPLETE, "complete", script, "fluidtop", "get", "", **settings)
    assert found.split() == ["orders_live", "orders_old"]
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_breaks_no_line_on_a_terminal_of_80_columns(told, name):
    text = commands(told)[name]["discussion"].rstrip("\n")
    assert text in run(BINARY, "help", name, env=program.environment("/nowhere", COLUMNS=80))


def test_what_was_installed_is_removed_and_nothing_else(tmp_path):
    other = tmp_path / "usr/share/man/man1/other.1.gz"
    other.parent.mkdir(parents=True)
    other.write_text("")
    run(ROOT / "Scripts/install", BINARY, "/usr", tmp_path)
    # A page of a command that is gone.
    (other.parent / "fluidtop-old.1.gz").write_text("")
    run(ROOT / "Scripts/install", "--remove", "/usr", tmp_path)
    assert files(tmp_path) == {"usr/share/man/man1/other.1.gz"}


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="there is no dpkg-deb on this machine")
def test_a_package_names_what_the_program_needs(tmp_path):
    run(ROOT / "Scripts/make-deb", BINARY, tmp_path)
    (package,) = tmp_path.glob("fluidtop_*.deb")
    needed = run("dpkg-deb", "--field", package, "Depends")
    assert "libcurl4" in needed and "libncursesw6" in needed
    listed = run("dpkg-deb", "--contents", package)
    # Debian's zsh looks into vendor-completions alone.
    for path in ("bin/fluidtop", "share/man/man1/fluidtop.1.gz", "share/doc/fluidtop/copyright",
                 "share/zsh/vendor-completions/_fluidtop", "share/doc/fluidtop/docs/pictures/screen.svg",
                 "share/doc/fluidtop/docs/tail.md", "share/doc/fluidtop/examples/fastapi/main.py"):  # fmt: skip
        assert f"./usr/{path}" in listed
    # Nobody's own account.
    assert {line.split()[1] for line in listed.splitlines()} == {"root/root"}


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="there is no dpkg-deb on this machine")
def test_what_a_package_holds_runs_from_where_it_was_unpacked(tmp_path):
    run(ROOT / "Scripts/make-deb", BINARY, tmp_path)
    (package,) = tmp_path.glob("fluidtop_*.deb")
    run("dpkg-deb", "--extract", package, tmp_path / "root")
    # Nothing of the tree and of the user beside it.
    alone = ["env", "-i", f"HOME={tmp_path}", "PATH=/usr/bin:/bin", tmp_path / "root/usr/bin/fluidtop"]
    assert run(*alone, "--version").strip() == run("dpkg-deb", "--field", package, "Version").strip()
    (tmp_path / "one.sse").write_text("data: 1\n\nevent: two\ndata: 2\n\n")
    played = run(*alone, "replay", tmp_path / "one.sse", "--output", "trace", "--speed", "max")
    called = [json.loads(line)["callback"] for line in played.splitlines()]
    assert called == ["onOpen", "onMessage", "onMessage", "onComplete", "onClose"]
