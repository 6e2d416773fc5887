"""Every command in README and docs is typed, in the order of its page, and answers what the page shows."""

import os
import re
import shutil
import signal
import socket
import subprocess

import pages
import program
import pytest
import typescript
from program import BINARY, LONGEST, ROOT, wait_until
from screen import Screen

# What a command leaves to the next: variables and the folder.
KEEP = 'trap \'{ export -p; printf "cd %q\\n" "$PWD"; } >"$PAGE_STATE"\' EXIT; . "$PAGE_STATE"\n'
RUN = [page for page in pages.PAGES if any(block.language in ("sh", "console") for block in pages.blocks(page))]


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def is_open(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


class Reader:
    """Somebody in a folder with the example's sources, whose backend runs."""

    def __init__(self, folder, backend):
        self.folder, self.beside = folder, []
        # The ports of the pages, and those of this run.
        self.ports = {"8000": backend.rsplit(":", 1)[1], "9000": str(free_port())}
        shutil.copy(program.EXAMPLE / "main.py", folder)
        (folder / "bin").mkdir()
        (folder / "bin/fluidtop").symlink_to(BINARY)
        path = f"{folder}/bin:{program.PYTHON.parent}:{os.environ['PATH']}"
        self.variables = program.environment(
            folder, PATH=path, VIRTUAL_ENV=program.PYTHON.parents[1],
            PAGE_STATE=folder / ".state", TOKEN="wild-otter-42", COLUMNS=120,
        )  # fmt: skip
        (folder / ".state").write_text("")

    def typed(self, command):
        text = command.text
        if command.words[:2] == ["fluidtop", "proxy"] and "--listen" not in command.words:
            # Where it listens by itself others may do so already.
            text = text.replace("fluidtop proxy", "fluidtop proxy --listen :9000")
        for written, real in self.ports.items():
            text = re.sub(rf":{written}\b", f":{real}", text)
        return text

    def written(self, output):
        """With the ports of the pages."""
        for written, real in self.ports.items():
            output = re.sub(rf":{real}\b", f":{written}", output)
        return output.replace(str(self.folder), "~")

    def begin(self, command, **settings):
        return subprocess.Popen(
            ["bash", "-c", KEEP + self.typed(command)], cwd=self.folder, env=self.variables, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", start_new_session=True,
            **settings,
        )  # fmt: skip

    def run(self, command):
        process = self.begin(command)
        try:
            output, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            self.end(process, signal.SIGKILL)
            raise AssertionError(f"line {command.line} does not end: {command.text}") from None
        return process.returncode, self.written(output)

    def interrupt(self, command):
        """Begins it, waits for a first sign of it, and presses Ctrl-C."""
        before = self.sizes()
        process = self.begin(command)
        reads = "-o" not in command.words
        if reads:
            assert process.stdout.readline(), f"line {command.line} said nothing: {command.text}"
        else:
            wait_until(lambda: self.sizes() > before or process.poll() is not None)
        os.killpg(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=LONGEST)
        assert process.returncode in (0, 130), f"line {command.line}: {command.text}\n{output}"

    def sizes(self):
        return sum(path.stat().st_size for path in self.folder.glob("*.capture*"))

    def leave(self, command):
        """Begins what listens, and goes on once it does."""
        ports = re.findall(r":(\d+)", self.typed(command).split(" #")[0].replace(self.ports["8000"], ""))
        assert len(ports) == 1, f"line {command.line}: where does it listen? {command.text}"
        for process in self.beside:
            self.end(process, signal.SIGINT)
        self.beside = [self.begin(command)]
        wait_until(lambda: is_open(int(ports[0])) or self.beside[0].poll() is not None)
        assert self.beside[0].poll() is None, f"line {command.line}: {self.beside[0].stdout.read()}"

    def look(self, command):
        """Opens the screen, and quits it once it shows its keys."""
        screen = Screen(self.folder, **{key: value for key, value in self.variables.items() if key != "COLUMNS"})
        try:
            screen.run(f"clear; . .state; {self.typed(command)}")
            screen.wait_until(re.compile(r"q quit|Esc "))
            screen.press("C-c")
            screen.wait_for_shell()
        finally:
            screen.close()

    def end(self, process, how):
        try:
            os.killpg(process.pid, how)
        except ProcessLookupError:
            pass
        process.communicate(timeout=LONGEST)

    def close(self):
        for process in self.beside:
            self.end(process, signal.SIGKILL)


@pytest.fixture
def reader(tmp_path, backend):
    reader = Reader(tmp_path, backend)
    yield reader
    reader.close()


def read(reader, command):
    if command.is_endless:
        return reader.interrupt(command)
    if command.is_beside and command.shown is None:
        return reader.leave(command)
    if command.is_screen and command.shown is None:
        return reader.look(command)
    status, output = reader.run(command)
    where = f"line {command.line}: {command.text}"
    if command.shown is None:
        assert status == 0, f"{where}\n{output}"
    else:
        assert pages.fits(command.shown, output), f"{where}\n{output}"
    return None


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem if page.parent != ROOT else "README")
def test_every_command_of_a_page_does_what_the_page_says(page, reader):
    for block in pages.blocks(page):
        if block.mark.startswith("file: "):
            path = reader.folder / block.mark.removeprefix("file: ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(block.lines) + "\n")
        elif block.language in ("sh", "console") and not block.mark.startswith("not run: "):
            for command in pages.commands(block):
                read(reader, command)


@pytest.mark.parametrize("page", [page for page in RUN if any(block.language == "ts" for block in pages.blocks(page))],
                         ids=lambda page: page.stem)  # fmt: skip
def test_the_typescript_of_a_page_compiles_beside_the_client_of_the_example(page, typescript_client, tmp_path):
    shutil.copy(typescript_client, tmp_path / "api.ts")
    for number, block in enumerate(pages.blocks(page)):
        if block.language == "ts":
            path = tmp_path / f"block{number}.ts"
            path.write_text("\n".join(block.lines) + "\nexport {};\n")
            assert typescript.compile(path, folder=tmp_path) == ""


def test_few_blocks_are_not_run():
    marks = [(page.name, block.mark) for page in pages.PAGES for block in pages.blocks(page)]
    left = [mark for mark in marks if mark[1].startswith("not run: ")]
    assert len(left) <= 8, left


def anchors(text):
    """As GitHub names headings."""
    headings = re.findall(r"^#+ (.*)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


LINKING = [*pages.PAGES, ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md"]


@pytest.mark.parametrize("page", LINKING, ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def test_the_index_leads_to_every_page():
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"]({page.name})" in index, page.name


@pytest.fixture(scope="module")
def options():
    """Every option of the program, in any command."""
    dumped = subprocess.run([BINARY, "--experimental-dump-help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r'"kind"\s*:\s*"long",\s*"name"\s*:\s*"([^"]+)"', dumped)) | {"help", "version", "verbose"}


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.stem)
def test_a_page_names_no_option_that_the_program_has_not(page, options):
    text = page.read_text(encoding="utf-8")
    for code in re.findall(r"`(?:fluidtop [^`]*|--[^`]*)`", text):
        for option in re.findall(r"(?<![\w-])--([a-z][\w.-]*)", code):
            assert option in options, code


def test_every_setting_has_a_row_in_the_page_of_the_configuration():
    shown = subprocess.run(
        [BINARY, "config", "show"], capture_output=True, text=True, check=True, env=program.environment("/nowhere")
    ).stdout
    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    for line in shown.splitlines():
        name, standard, _ = re.split(r"\s{2,}", line)
        variable = "FLUIDTOP_" + re.sub(r"(?=[A-Z])", "_", name.split(".")[-1]).upper()
        row = next((row for row in text.splitlines() if row.startswith(f"| `{name}` |")), "")
        assert standard in row and f"`{variable}`" in row, name


def test_every_language_has_a_section_in_the_page_of_the_exports():
    listed = subprocess.run([BINARY, "help", "export"], capture_output=True, text=True, check=True).stdout
    languages = re.search(r"\(values: (typescript[^;]*);", re.sub(r"\s+", " ", listed)).group(1).split(", ")
    sections = re.findall(r"^## (.*)$", (ROOT / "docs/export.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = {word for section in sections for word in re.findall(r"`([a-z]+)`", section)}
    assert named == set(languages)
