"""JavaScript without its comments and the blanks that mean nothing: what a plain stripper leaves, without parsing.

It knows strings, templates and regular expressions, and leaves them alone. Line ends go only where they follow a
sign that no statement ends with, or precede one that none begins with, so that none goes that ends a statement.
"""

import re

PUNCTUATION = re.escape("{}()[];,:=<>+-*/&|?!")
# Behind one of these a slash begins a regular expression.
BEFORE_REGEX = set("(,=:[!&|?{};")
KEPT = "\x01"


def stripped(code):
    literals, text = [], ""
    for piece, is_literal in pieces(code):
        literals += [piece] if is_literal else []
        text += KEPT if is_literal else piece
    text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    text = re.sub(r"(?<=[;{},(\[=>:?&|])\n|\n(?=[})\].?:&|])", "", text)
    # `a + +b` is not `a ++b`.
    text = re.sub(r"(?<=[+-]) (?=[+-])", "\x02", text)
    text = re.sub(rf" +(?=[{PUNCTUATION}])|(?<=[{PUNCTUATION}]) +", "", text).replace("\x02", " ")
    rest = iter(literals)
    return re.sub(KEPT, lambda _: next(rest), text) + "\n"


def pieces(code):
    """Signs, and whole literals; comments are gone."""
    at, last = 0, ";"
    while at < len(code):
        sign, end = code[at], at + 1
        is_literal = sign in "\"'`" or (sign == "/" and code[at + 1] not in "*/" and last in BEFORE_REGEX)
        if code.startswith("/*", at):
            end = code.index("*/", at) + 2
        elif code.startswith("//", at):
            end = code.index("\n", at)
        elif sign == "`":
            end = template_end(code, at)
            yield code[at:end], True
        elif is_literal:
            end = literal_end(code, at)
            yield code[at:end], True
        else:
            yield sign, False
        if is_literal or not (sign.isspace() or end > at + 1):
            last = sign if not is_literal else '"'
        at = end


def literal_end(code, at):
    """Behind a string or a regular expression, in whose classes a slash ends nothing."""
    quote, in_class, at = code[at], False, at + 1
    while code[at] != quote or in_class:
        if quote == "/" and code[at] in "[]":
            in_class = code[at] == "["
        at += 2 if code[at] == "\\" else 1
    return at + 1


def template_end(code, at):
    """Behind a template, with the templates within it."""
    at += 1
    while code[at] != "`":
        if code.startswith("${", at):
            depth, at = 1, at + 2
            while depth:
                depth += {"{": 1, "}": -1}.get(code[at], 0)
                at = template_end(code, at) if code[at] == "`" else at + 1
        else:
            at += 2 if code[at] == "\\" else 1
    return at + 1
