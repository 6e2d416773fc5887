"""What fluid.config.json says of the files, and the paths that folders make."""

import os
import re


class Configuration:
    """Patterns of files, relative to the configuration's folder; without one every file counts."""

    def __init__(self, given=None):
        given = given or {}
        self.folder = os.path.realpath(given["folder"]) if given else None
        self.includes = [Glob(p) for p in given.get("include", [])]
        self.excludes = [Glob(p) for p in given.get("exclude", [])]
        self.names = [Glob(p) for p in given.get("filePatterns", [])]

    def inside(self, path):
        """The path in the configuration's folder with slashes, or None of another file."""
        if self.folder is None:
            return None
        path = os.path.relpath(os.path.realpath(path), self.folder).replace(os.sep, "/")
        return None if path.startswith("../") else path

    def is_excluded(self, path):
        inside = self.inside(path)
        return inside is not None and matches(self.excludes, inside)

    def is_included(self, path):
        inside = self.inside(path)
        return inside is None or matches(self.includes, inside)

    def is_bound(self, path):
        """Whether FluidKit includes the routers of the file by itself."""
        return (self.inside(path) is not None and matches(self.names, os.path.basename(path))
                and self.is_included(path) and not self.is_excluded(path))

    def prefix(self, path):
        """What the folders of a bound file put before the paths in it."""
        if not self.is_bound(path):
            return ""
        folders = self.inside(path).split("/")[:-1]
        # SvelteKit's own place for routes; what lies elsewhere counts from the project's folder.
        if folders[:2] == ["src", "routes"]:
            folders = folders[2:]
        elif folders[:1] == ["routes"]:
            folders = folders[1:]
        parts = [segment(f) for f in folders if not re.match(r"^\(.*\)$", f)]
        return "".join("/" + part for part in parts)


def segment(folder):
    """`[id]` is a parameter, `[...path]` one that takes slashes."""
    found = re.match(r"^\[\[?(\.\.\.)?(\w+)(?:=\w+)?\]?\]$", folder)
    if found is None:
        return folder
    return "{%s:path}" % found.group(2) if found.group(1) else "{%s}" % found.group(2)


class Glob:
    """`*` and `?` within a name, `**` over folders; brackets are folders of SvelteKit's."""

    def __init__(self, pattern):
        pattern = re.sub(r"^(\./|/)+", "", pattern)
        # A pattern without a slash is one of names.
        self.is_name = "/" not in pattern
        result = ""
        for part in re.split(r"(\*\*/|\*\*$|\*|\?)", pattern):
            result += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(
                part, re.escape(part))
        self.expression = re.compile("^(?:%s)$" % result, re.DOTALL)

    def matches(self, path):
        name = path.rsplit("/", 1)[-1] if self.is_name else path
        return self.expression.match(name) is not None


def matches(patterns, path):
    return any(p.matches(path) for p in patterns)
