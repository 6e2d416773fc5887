"""What a terminal of tmux holds, as SVG: cells from its escape sequences, and pictures of cells."""

import json
import os
import re
import sys
import unicodedata
from html import escape

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# A cell in the picture's units, and where letters stand in it.
WIDTH, HEIGHT, BASE, SIZE, MARGIN = 8.4, 18, 13.5, 14, 12
# What the terminal's own colours are: (dark, light).
TEXT, PAGE = ("#d0d0d0", "#24292f"), ("#1c1c1c", "#ffffff")
NO_STYLE = (None, None, False)


def colour(number):
    """Of a terminal's 256, those that do not depend on its owner."""
    if number >= 232:
        return f"#{8 + 10 * (number - 232):02x}" + 2 * f"{8 + 10 * (number - 232):02x}"
    if number < 16:
        sys.exit(f"error: colour {number} is none of the theme's")
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{steps[part]:02x}" for part in (number // 36, number // 6 % 6, number % 6))


def cells(line, style):
    """(character, colour, colour behind it, bold) for each column, and the style at the line's end.

    A wide character's second column is None.
    """
    found = []
    for escapes, character in re.findall(r"((?:\x1b\[[0-9;]*m|\x0e|\x0f)*)([^\x1b\x0e\x0f]|$)", line):
        for codes in re.findall(r"\x1b\[([0-9;]*)m", escapes):
            style = styled(style, [int(code or 0) for code in codes.split(";")])
        if character and not unicodedata.combining(character):
            found.append((character, *style))
            if unicodedata.east_asian_width(character) in "WF":
                found.append(None)
    return found, style


def styled(style, codes):
    text, page, bold = style
    while codes:
        match codes:
            case [38, 5, number, *codes]:
                text = colour(number)
            case [48, 5, number, *codes]:
                page = colour(number)
            case [0, *codes]:
                text, page, bold = NO_STYLE
            case [1, *codes]:
                bold = True
            case [39, *codes]:
                text = None
            case [49, *codes]:
                page = None
            case [22, *codes]:
                bold = False
            case [4 | 24 | 3 | 23, *codes]:
                pass
            case _:
                sys.exit(f"error: the terminal's code {codes} has no place in a picture")
    return text, page, bold


def theme(name):
    """Colours by what is drawn in them, as the theme's file has them."""
    with open(os.path.join(ROOT, "themes", name + ".json"), encoding="utf-8") as file:
        text = re.sub(r"^\s*//.*$", "", file.read(), flags=re.MULTILINE)
    text = re.sub(r",(\s*[}\]])", r"\1", re.sub(r"([{,]\s*)(\w+):", r'\1"\2":', text))
    values = json.loads(text)
    palette = values.pop("palette")
    found = {}

    def keep(role, words):
        for place, word in enumerate(re.sub(r"\bbold\b", "", words).replace(" on ", " ").split()):
            found[f"{role} {place}"] = palette.get(word, word)

    for role, value in values.items():
        # A text, the colours of a graph, or those of JSON by their names.
        parts = {"": value} if isinstance(value, str) else value
        for part, words in parts.items() if isinstance(parts, dict) else enumerate(parts):
            keep(f"{role} {part}", words)
    return found


def light_colours():
    """For each colour of default-dark that of default-light."""
    dark, light = theme("default-dark"), theme("default-light")
    found = {}
    for role, value in dark.items():
        if found.setdefault(value, light[role]) != light[role]:
            sys.exit(f"error: {value} is several colours on a light terminal")
    return found


# Lines as lines: letters of a font that is another on each machine leave gaps. From the middle of a cell to its sides.
LINES = {
    "─": "lr", "│": "ud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu", "├": "udr", "┤": "udl", "┬": "lrd",
    "┴": "lru", "┼": "lrud",
}  # fmt: skip


class Picture:
    """Rows of cells as SVG; a row that comes again is written once."""

    def __init__(self, columns, rows):
        self.size = columns * WIDTH + 2 * MARGIN, rows * HEIGHT + 2 * MARGIN
        self.light, self.classes, self.rows = light_colours(), {}, {}

    def name(self, *style):
        return self.classes.setdefault(style, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[len(self.classes)])

    def row(self, line):
        """The row's place among all that were written."""
        parts = self.lines(line)
        at = 0
        while at < len(line):
            end = at + 1
            style = line[at][1:] if line[at] else None
            while end < len(line) and (line[end] is None or line[end][1:] == style):
                end += 1
            if style:
                parts.append(self.run(at, line[at:end], *style))
            at = end
        return self.rows.setdefault("".join(parts), len(self.rows))

    def run(self, at, run, text, page, bold):
        written = ""
        if page:
            box = f'x="{at * WIDTH:g}" width="{len(run) * WIDTH:g}" height="{HEIGHT}"'
            written += f'<rect class="{self.name("fill", page, False)}" {box}/>'
        letters = "".join(cell[0] if cell[0] not in LINES else " " for cell in run if cell)
        # Words that stand apart keep their columns whatever the reader's font is.
        for word in re.finditer(r"\S+(?: \S+)*", letters):
            start = at + columns(letters[: word.start()])
            x, width = f"{start * WIDTH:g}", f"{columns(word[0]) * WIDTH:g}"
            kind = self.name("fill", text, bold)
            place = f'x="{x}" y="{BASE}" textLength="{width}"'
            written += f'<text class="{kind}" {place}>{escape(word[0], quote=False)}</text>'
        return written

    def lines(self, line):
        """Its borders, a path for each colour."""
        paths = {}
        for at, cell in enumerate(line):
            if cell and (sides := LINES.get(cell[0])):
                x, y = (at + 0.5) * WIDTH, HEIGHT / 2
                path = paths.setdefault(cell[1], [])
                if cell[0] == "─" and path and path[-1][1] == at:
                    path[-1] = (path[-1][0], at + 1, path[-1][2])
                elif cell[0] == "─":
                    path.append((at * WIDTH, at + 1, None))
                elif len(sides) == 2 and cell[0] != "│":
                    side, end = (-1 if "l" in sides else 1), (HEIGHT if "d" in sides else 0)
                    bend = y + (WIDTH / 2 if end else -WIDTH / 2)
                    path.append((None, None, f"M{x:g} {end}V{bend:g}Q{x:g} {y:g} {x + side * WIDTH / 2:g} {y:g}"))
                else:
                    ends = {"l": f"h{-WIDTH / 2:g}", "r": f"h{WIDTH / 2:g}", "u": f"v{-y:g}", "d": f"v{y:g}"}
                    path.append((None, None, "".join(f"M{x:g} {y:g}{ends[side]}" for side in sides)))
        return [
            f'<path class="{self.name("stroke", colour, False)}" d="'
            + "".join(drawn or f"M{start:g} {HEIGHT / 2:g}H{end * WIDTH:g}" for start, end, drawn in path)
            + '"/>'
            for colour, path in paths.items()
        ]

    def svg(self, frames, title):
        """Frames of (cells, seconds); of one, a still picture."""
        placed = [[(self.row(line), index) for index, line in enumerate(lines)] for lines, _ in frames]
        width, height = self.size
        rows = "".join(f'<g id="r{number}">{row}</g>' for row, number in self.rows.items())
        written = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{self.style()}{moving(frames)}</style><defs>{rows}</defs>",
            f'<rect class="page" width="{width:g}" height="{height:g}" rx="8"/>',
        ]
        for number, frame in enumerate(placed):
            uses = "".join(f'<use href="#r{row}" y="{index * HEIGHT}"/>' for row, index in frame)
            written.append(f'<g class="frame f{number}" transform="translate({MARGIN} {MARGIN})">{uses}</g>')
        return "\n".join(written) + "\n</svg>\n"

    def style(self):
        font = f"font:{SIZE}px ui-monospace,SFMono-Regular,Menlo,'DejaVu Sans Mono',Consolas,monospace"
        rules = [f"text{{{font};white-space:pre}}path{{stroke-width:1.2;fill:none}}"]
        for index, scheme in enumerate(("dark", "light")):
            inner = [f".page{{fill:{PAGE[index]}}}"]
            for (what, value, bold), name in self.classes.items():
                shown = TEXT[index] if value is None else value if index == 0 else self.light[value]
                inner.append(f".{name}{{{what}:{shown}{';font-weight:bold' if bold else ''}}}")
            rules.append("".join(inner) if index == 0 else f"@media(prefers-color-scheme:{scheme}){{{''.join(inner)}}}")
        return "".join(rules)


def columns(text):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def moving(frames):
    """Each frame for its seconds, in turn; the last alone for who wants no movement."""
    if len(frames) == 1:
        return ""
    whole = sum(seconds for _, seconds in frames)
    rules, begin = [f".frame{{visibility:hidden;animation:{whole:g}s step-end infinite}}"], 0.0
    for number, (_, seconds) in enumerate(frames):
        start, end = (100 * at / whole for at in (begin, begin + seconds))
        hidden = "0%{visibility:hidden}" if start else ""
        rules.append(
            f"@keyframes k{number}{{{hidden}{start:.2f}%{{visibility:visible}}{end:.2f}%{{visibility:hidden}}}}"
            f".f{number}{{animation-name:k{number}}}"
        )
        begin += seconds
    last = len(frames) - 1
    rules.append(f"@media(prefers-reduced-motion){{.frame{{animation:none}}.f{last}{{visibility:visible}}}}")
    return "".join(rules)
