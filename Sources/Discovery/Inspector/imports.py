"""The imports of a text that is not parsed."""

import re

IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([\w., \t]+))",
    re.MULTILINE)
NAME = re.compile(r"(?:^|[,(])\s*(?:#[^\n]*\s*)*([\w.]+)")


def imports_in(text):
    """(dotted name, level) of each module that the imports of a text may mean; what only looks
    like an import, in a text of it, does no harm.
    """
    for dots, base, names, plain in IMPORT.findall(text):
        found = NAME.findall((plain or names).decode("utf-8", "replace"))
        if plain:
            yield from ((name, 0) for name in found)
            continue
        package = base.decode("utf-8", "replace")
        if package:
            yield package, len(dots)
        for name in found:
            yield (package + "." + name if package else name), len(dots)
