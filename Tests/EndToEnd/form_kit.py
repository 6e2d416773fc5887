"""Forms of applications put together of parts, such that nearly every two parts meet in one of them.

`form_kit.txt` has the parts: how the application is made, how the route gets into it, how its
response is made, how its media type is said, and which file it all stands in. Each is a few lines
(`{app}` is the application, `{type}` the media type, `@wire X` where routes are hung into X,
`@function` where the endpoint stands), further ones under names of their own (`---`), and what it
adds to the right answer (`=>`).
"""

import itertools
import random
import re
from pathlib import Path

HEAD = """import asyncio, enum, functools, os
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
async def ticks(): yield "data: 1\\n\\n"
"""
SORTS = ("application", "route", "response", "type", "place")
# All pairs would be 600 forms.
LIMIT = 240


class Part:
    """One of the parts: its lines, those under names, and its share of the right answer."""

    def __init__(self, text):
        title, *lines = text.rstrip().splitlines()
        self.sort, _, self.name = title.partition(": ")
        self.answer = lines.pop()[3:] if lines and lines[-1].startswith("=> ") else ""
        pieces = re.split(r"^--- (.*)\n", "\n".join(lines) + "\n", flags=re.MULTILINE)
        self.lines = pieces[0]
        self.more = dict(zip(pieces[1::2], pieces[2::2], strict=True))


def parts():
    """For each sort its parts by their names."""
    text = (Path(__file__).parent / "form_kit.txt").read_text()
    found = [Part(part) for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]]
    return [{part.name: part for part in found if part.sort == sort} for sort in SORTS]


class KitForm:
    """A form of five parts: its files, and what is right."""

    def __init__(self, chosen):
        self.names = [part.name for part in chosen]
        application, route, response, media, place = chosen
        expression = media.more["type"].strip()
        signature, body = next(iter(response.more.items()))
        function = f"async def {signature}:\n" + indented(body.replace("{type}", expression), "    ")
        helpers = response.lines.replace("{type}", expression)
        definitions = media.lines + helpers + standing(route.lines, "@function", lambda _: function)
        around = standing(application.lines, "@wire", lambda target: standing(
            route.more["wire"].replace("{app}", target), "@function", lambda _: function))  # fmt: skip
        self.files = {"kinds.py": media.more.get("kinds.py", "")}
        if not place.lines.strip():
            self.files["main.py"] = HEAD + definitions + around
        else:
            module = place.lines.split()[1].replace(".", "/") + ".py"
            self.files.update({module: HEAD + definitions, "main.py": HEAD + place.lines + around})
            if "/" in module:
                self.files["app/__init__.py"] = ""
        self.path = application.answer + route.answer
        media_type, kind = media.answer.split()
        answers = response.answer.split("+")
        kinds = [kind if answer == "stream" else answer for answer in answers]
        self.media_types = [media_type if answer == "stream" else "application/json" for answer in answers]
        self.endpoint = f"GET {self.path} {'+'.join(kinds)}"

    def __str__(self):
        return ", ".join(self.names)

    def write(self, folder):
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)


def indented(text, space):
    return "".join(space + line + "\n" for line in text.splitlines())


def standing(text, mark, made):
    """The text with what is made in place of each line that is the mark, as deep as that stands."""
    result = ""
    for line in text.splitlines():
        space, found, rest = line.partition(mark)
        result += indented(made(rest.strip()), space) if found and not space.strip() else line + "\n"
    return result


def kit():
    """Forms of which nearly every two parts meet in one, in a fixed order."""
    chance = random.Random(14)
    known = parts()
    names = [list(sort) for sort in known]
    pairs = set()
    for one, other in itertools.combinations(range(len(SORTS)), 2):
        pairs |= {(one, a, other, b) for a in names[one] for b in names[other]}
    result = []
    while pairs and len(result) < LIMIT:
        best, won = None, set()
        for start in chance.sample(sorted(pairs), min(40, len(pairs))):
            form = [chance.choice(sort) for sort in names]
            form[start[0]], form[start[2]] = start[1], start[3]
            new = {pair for pair in met(form) if pair in pairs}
            if len(new) > len(won):
                best, won = form, new
        pairs -= won
        result.append(KitForm([sort[name] for sort, name in zip(known, best, strict=True)]))
    return result


def met(form):
    for one, other in itertools.combinations(range(len(form)), 2):
        yield one, form[one], other, form[other]
