"""The files that belong to the application, read when they are needed."""

import ast
import os
import sys
import time
from contextlib import contextmanager
from typing import Any, Optional

from .cache import Seen, digest
from .names import Module, bindings
from .shedding import shed, shed_all
from .syntax import nodes_of

FRAMEWORKS = {"fastapi", "starlette", "sse_starlette"}
# Folders that packages are installed to, one beside the other.
INSTALLED = {"site-packages", "dist-packages"}
# Steps of following names per endpoint: code that assigns a name in twenty places must not cost
# twenty to the power of the depth.
STEP_LIMIT = 20000
# Of them, for what a dictionary of headers holds.
HEADER_STEPS = 120


class Files:
    """The files that belong to the application, read when they are needed."""

    facts: Any

    def __init__(self, root, limits):
        self.root = os.path.realpath(root)
        self.limits = limits
        self.modules = {}
        self.warnings = []
        self.folders = {}
        # (folder, dots, dotted name) of an import to the file that it means
        self.named: dict = {}
        # (folder, name) to where the project has something of that name
        self.roots: dict = {}
        self.places: dict = {}
        self.seen = Seen()
        self.steps = STEP_LIMIT
        # Answers that were cut off by a limit of depth, and those that a circle cut off.
        self.cuts = 0
        self.circles = 0
        # On the clock of `time.monotonic`; None without one.
        self.deadline: Optional[float] = None
        self.was_late = False
        # Whether all routers are known.
        self.is_listing = False
        self._assigned = {}

    def shed(self, kept):
        """Gives up the bodies of all functions but those `kept`, once routers are known: of the others
        only what endpoints call is needed any more.
        """
        self.is_listing = True
        shed_all(self, kept)

    def remembering(self, asked, answer, node, scope, depth):
        """What `answer` says of an expression, once for each scope: an answer that a limit of
        depth has cut off stands for those that begin as deep, one that a circle has for none.
        """
        known = scope.memory.get((asked, node))
        if known is not None and known[0] <= depth:
            return known[1]
        cuts, circles = self.cuts, self.circles
        result = answer(node, scope, depth)
        if self.circles == circles and self.steps >= 0 and not self.was_late:
            scope.memory[asked, node] = (-1 if self.cuts == cuts else depth, result)
        return result

    def refill(self, part=1):
        """Allows the steps of one endpoint, or a part of them, anew."""
        self.steps = STEP_LIMIT // part

    @contextmanager
    def at_most(self, steps):
        """Keeps a question whose answer is near or nowhere from taking the steps of all others."""
        kept = max(self.steps - steps, 0)
        self.steps -= kept
        yield
        self.steps = max(self.steps, 0) + kept

    def is_spent(self):
        """Counts one step; true when an endpoint has cost too many, or all the time is over."""
        self.steps -= 1
        return self.steps < 0 or self.is_late()

    def is_late(self):
        """Whether the time is over: then what was read is the answer, and nothing more is read."""
        if not self.was_late and self.deadline is not None:
            self.was_late = time.monotonic() > self.deadline
        return self.was_late

    def assigned(self, function):
        """The values that a function's own statements give to names."""
        if id(function) not in self._assigned:
            names: dict = {}
            for node in nodes_of(function):
                for name, value in bindings(node):
                    names.setdefault(name, []).append(value)
                if isinstance(node, ast.NamedExpr):
                    names.setdefault(node.target.id, []).append(node.value)
            self._assigned[id(function)] = names
        return self._assigned[id(function)]

    def warn(self, sentence):
        if sentence not in self.warnings and len(self.warnings) < 50:
            self.warnings.append(sentence)

    def forget(self, warnings):
        """Takes back all warnings but these; files that cannot be read are tried and said again."""
        self.warnings[:] = warnings
        self.modules = {path: m for path, m in self.modules.items() if m is not None}

    def misunderstood(self, place, method, path, error):
        """An endpoint that could not be read, by an error of ours or an odd construct of theirs."""
        text = (str(error).splitlines() or [""])[0][:120]
        self.warn("%s: %s %s is not understood (%s: %s)" % (
            place, method, path, type(error).__name__, text))

    def relative(self, path):
        inside = os.path.relpath(path, self.root)
        return path if inside.startswith("..") else inside

    def load(self, path):
        """The module of a file, or None when it cannot be read; the reason is a warning."""
        if path in self.modules:
            return self.modules[path]
        path = os.path.realpath(path)
        if path in self.modules:
            return self.modules[path]
        if self.is_late():
            return None
        if len(self.modules) >= self.limits["files"]:
            self.warn("more than %d files: the rest is not read" % self.limits["files"])
            return None
        self.modules[path] = None
        try:
            if os.path.getsize(path) > self.limits["fileBytes"]:
                self.warn("%s is too large to be read" % self.relative(path))
                return None
            with open(path, "rb") as file:
                content = file.read()
            self.seen.files[path] = digest(content)
            tree = ast.parse(content, filename=path)
            self.modules[path] = Module(self, path, tree, content)
            self.facts.gather(self.modules[path])
            if self.is_listing:
                shed(self.modules[path], (), self.facts.nesting)
        except SyntaxError as error:
            # A newer Python's syntax is a mistake to an older one.
            self.warn("%s:%d: %s (read by Python %d.%d; option python names another)" % (
                self.relative(path), error.lineno or 1, error.msg, *sys.version_info[:2]))
        except (OSError, ValueError, RecursionError, MemoryError) as error:
            self.warn("%s cannot be read: %s" % (self.relative(path), error))
        return self.modules[path]

    def module_named(self, name, level, importer):
        """The project's module of that dotted name, or None when it lies outside."""
        path = self.path_named(name, level, importer.path)
        return self.load(path) if path is not None else None

    def path_named(self, name, level, importer):
        """The file of the project's module of that dotted name for a file that imports it, or None."""
        key = (os.path.dirname(importer), level, name)
        if key not in self.named:
            self.named[key] = self.searched(*key)
        return self.named[key]

    def searched(self, folder, level, name):
        parts = name.split(".") if name else []
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return self.path_at(os.path.join(folder, *parts))
        for root in self.roots_of(parts[0], folder) if parts else []:
            found = self.path_at(os.path.join(root, *parts))
            if found is not None:
                return found
        return None

    def roots_of(self, name, folder):
        """The folders above one in which something of that name lies: most imports have none."""
        if name in FRAMEWORKS:
            return []
        if (folder, name) not in self.roots:
            self.roots[folder, name] = [
                root for root in self.search_folders(folder)
                if self.seen.has(root, name) and not is_beside(root, name, folder)]
        return self.roots[folder, name]

    def search_folders(self, folder):
        """The folder of a file and those above it, as far as the project goes."""
        if folder not in self.folders:
            result = []
            current = folder
            for _ in range(8):
                result += [current, os.path.join(current, "src")]
                marks = (".git", "pyproject.toml", "setup.py", "requirements.txt", ".venv")
                if any(os.path.exists(os.path.join(current, mark)) for mark in marks):
                    break
                if os.path.dirname(current) == current:
                    break
                current = os.path.dirname(current)
            self.folders[folder] = result
        return self.folders[folder]

    def module_at(self, base):
        path = self.path_at(base)
        return self.load(path) if path is not None else None

    def path_at(self, base):
        if base not in self.places:
            paths = (base + ".py", os.path.join(base, "__init__.py"))
            for path in paths:
                self.seen.places[path] = os.path.isfile(path)
            self.places[base] = next(
                (os.path.realpath(p) for p in paths if self.seen.places[p]), None)
        return self.places[base]


def is_beside(root, name, folder):
    """Whether a name is that of another package, installed beside the one that a folder is of."""
    if os.path.basename(root) not in INSTALLED:
        return False
    return os.path.relpath(folder, root).split(os.sep)[0] not in (name, os.curdir)


def imported_names(node):
    """(dotted name, level) of each module that an import may mean."""
    if isinstance(node, ast.Import):
        return [(alias.name, 0) for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = node.module or ""
        names = [base + "." + a.name if base else a.name for a in node.names]
        return [(name, node.level) for name in ([base] if base else []) + names]
    return []
