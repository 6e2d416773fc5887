"""The project's pages as readers see them: blocks of code, the commands in them, and what is shown of the output."""

import re
from dataclasses import dataclass, field

from program import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "themes/README.md"]

# What opens the screen where output is a terminal; the others write lines.
SCREENS = ("demo", "replay", "proxy")
COMMANDS = ("list", "tail", "get", "export", "record", "themes", "config", "help", *SCREENS)


@dataclass
class Block:
    """What stands between two fences."""

    language: str
    line: int
    lines: list[str] = field(default_factory=list)
    # What a comment before it says of it, which no reader sees: `<!-- not run: it needs root -->`.
    mark: str = ""


@dataclass
class Command:
    """What a reader types, and what the page shows of the answer."""

    text: str
    line: int
    # None where the page shows nothing.
    shown: list[str] | None = None

    @property
    def words(self):
        return self.text.split("#")[0].split()

    @property
    def is_endless(self):
        """Until the reader ends it, as the page says."""
        return self.text.endswith("# until Ctrl-C")

    @property
    def is_beside(self):
        """It listens, while the next ones are typed in another terminal."""
        return "--serve" in self.words or self.words[:2] == ["fluidtop", "proxy"]

    @property
    def is_screen(self):
        words = self.words
        if "fluidtop" not in words or any(word in words for word in ("|", ">", "--output", "--serve", "--version")):
            # A pipe into the screen is one, out of it none.
            return words[-3:] == ["|", "fluidtop", "-"]
        after = words[words.index("fluidtop") + 1 :]
        return not after or after[0] not in COMMANDS or after[0] in SCREENS


def blocks(path):
    """Of a page, in order."""
    found, inside, mark = [], None, ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if inside is not None:
            if line == "```":
                inside = None
            else:
                inside.lines.append(line)
        elif line.startswith("```"):
            inside = Block(line[3:], number, mark=mark)
            found.append(inside)
            mark = ""
        elif match := re.fullmatch(r"<!-- (.*) -->", line):
            mark = match.group(1)
        elif line.strip():
            mark = ""
    assert inside is None, f"{path}: a block has no end"
    return found


def commands(block):
    """`$ command` with its output in a console block, a command a line in one of a shell."""
    found = []
    is_console, is_open = block.language == "console", False
    for number, line in enumerate(block.lines, block.line + 1):
        if is_open:
            found[-1].text += "\n" + line
        elif is_console and line.startswith("$ "):
            found.append(Command(line[2:], number, []))
        elif is_console:
            found[-1].shown.append(line)
            continue
        elif line.strip() and not line.lstrip().startswith("#"):
            found.append(Command(line.rstrip(), number))
        else:
            continue
        is_open = line.endswith("\\")
    return found


def fits(shown, output):
    """Whether the output is what the page shows; `…` stands for anything, alone for any number of lines."""
    pattern = ""
    for line in shown:
        pattern += "(?:[^\n]*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + "\n"
    lines = [line.rstrip() for line in output.rstrip("\n").split("\n")] if output else []
    return re.fullmatch(pattern, "".join(line + "\n" for line in lines)) is not None
