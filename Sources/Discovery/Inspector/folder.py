"""The files of a folder, or of all that a file imports, that can hold routes."""

import os
import re

from .cache import digest
from .imports import imports_in

# Others' packages.
FOREIGN_FOLDERS = {"node_modules", "__pycache__", "venv", "env", "site-packages"}
# Of the project, but not its application, unless that imports from them.
SKIPPED_FOLDERS = {"dist", "build", "migrations", "tests", "test"}
# Files of a folder that is not read, looked into for routes.
FILE_LIMIT = 200
TEST_FILE = re.compile(r"^(test_.*|.*_test|conftest)\.py$")
MAKER = re.compile(rb"\b(FastAPI|APIRouter|Starlette)\(")
# Texts of which a file that makes or fills routers has one, and such as say so only of a file that
# names the framework.
PLAIN = (b"FastAPI(", b"Starlette(", b"APIRouter(", b".include_router(", b".add_api_route(",
         b".add_route(", b".api_route(", b"http_app(", b"sse_app(")
# Classes of routers that are imported, whatever is made of them; by other names: `as`, a class below
# one, a value; routes in lists.
COMMON = re.compile(
    rb"^[ \t]*from (?:fastapi|starlette)\b[^\n]*\bimport\b[^\n]*\b(?:FastAPI|APIRouter|Starlette)\b|"
    rb"\b(?:FastAPI|APIRouter|Starlette)[ \t]+as\b|^[ \t]*class\b[^\n]*\b(?:FastAPI|APIRouter|Starlette)\b|"
    rb"[=(][ \t]*(?:\w+\.)?(?:FastAPI|APIRouter|Starlette)\b|"
    rb"Route\(|Router\(\)|Router\(prefix|\.mount\(|\.routes\b|\broutes=", re.MULTILINE)
ROUTED = re.compile(
    rb"@[\w.]+\.(?:get|post|put|patch|delete|head|options|trace|route)\(|\b(?:API)?Route\(")
STATE = re.compile(rb"\.state\.\w+ *=[^=]")


class Folder:
    """Which files of a folder are worth reading."""

    def __init__(self, project, configuration):
        self.project = project
        self.configuration = configuration
        self.skipped = []
        # Files of the folder that are not loaded for what is in them, and file to those of such that
        # import it.
        self.others: list = []
        self.importers: dict = {}

    def route_files(self, folder):
        return filter(self.may_route, self.files(folder))

    def load_imports(self, path):
        """Of all that a file imports, and so on, what can hold routes. It is looked into as text:
        only what is needed is parsed.
        """
        waiting = [path]
        seen = {path}
        while waiting and not self.project.is_late():
            path = waiting.pop(0)
            text = self.content(path) or b""
            is_loaded = may_hang(text) and self.project.load(path) is not None
            for found in self.imports_of(path, text):
                if not is_loaded:
                    self.importers.setdefault(found, {})[path] = None
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)

    def imports_of(self, path, text):
        found = {self.project.path_named(name, level, path): None for name, level in imports_in(text)}
        found.pop(None, None)
        return found

    def load_callers(self, functions, read):
        """The modules in between: those that call, of what they import, one of these functions, or
        one that does; without those that were `read` before.
        """
        while functions and self.others:
            path = self.others.pop()
            for found in self.imports_of(path, self.content(path) or b""):
                self.importers.setdefault(found, {})[path] = None
        touching = self.project.facts.touching
        loaded, asked, waiting = [], set(), list(functions)
        while waiting and not self.project.is_late():
            function = waiting.pop()
            if function in asked or function not in touching.homes:
                continue
            asked.add(function)
            names = touching.further([touching.names[function]])
            called = re.compile(rb"\b(?:%s)\(" % b"|".join(re.escape(n.encode()) for n in sorted(names)))
            for path in self.importers_of(touching.homes[function].path):
                if path not in read and called.search(self.content(path) or b""):
                    loaded.append(self.project.load(path))
            waiting += [site.functions[-1] for name in names
                        for site in touching.sites.get(name, ()) if site.functions]
        return loaded

    def importers_of(self, path):
        """The files that import one, themselves or from a package that does."""
        result: dict = {}
        waiting = [path]
        while waiting:
            for importer in self.importers.get(waiting.pop(), ()):
                if importer not in result:
                    result[importer] = None
                    if os.path.basename(importer) == "__init__.py":
                        waiting.append(importer)
        return result

    def bound_files(self):
        """Files whose routers the configuration includes by itself."""
        if not self.configuration.names:
            return []
        return filter(self.configuration.is_bound, self.files(self.configuration.folder))

    def may_route(self, path):
        """Whether a file can hold routes; the others are read when these import them."""
        if self.configuration.is_excluded(path):
            return False
        text = self.content(path)
        if text is None:
            return True  # loading it says why
        if not self.configuration.is_included(path):
            # Patterns choose routers; the application is where somebody runs it.
            return b"FastAPI(" in text
        if may_hang(text):
            return True
        self.others.append(os.path.realpath(path))
        return False

    def files(self, folder):
        """The Python files of a folder, in a fixed order."""
        for base, folders, names in os.walk(folder):
            self.project.seen.folder(base)
            folders[:] = sorted(
                f for f in folders
                if f not in FOREIGN_FOLDERS and not f.startswith(".")
                and not os.path.exists(os.path.join(base, f, "pyvenv.cfg"))
            )
            for skipped in [f for f in folders if f in SKIPPED_FOLDERS]:
                folders.remove(skipped)
                self.skipped.append(self.python_files(os.path.join(base, skipped)))
            tests = [os.path.join(base, n) for n in sorted(names) if TEST_FILE.match(n)]
            self.skipped += [tests] if tests else []
            for name in sorted(names):
                if name.endswith(".py") and not name.startswith(".") and not TEST_FILE.match(name):
                    yield os.path.join(base, name)

    def say_skipped(self):
        """Files that were not read and hold routes, one sentence for each folder."""
        for files in self.skipped:
            found = [self.project.relative(f) for f in files if self.makes_routers(f)]
            if found:
                more = " and %d more files" % (len(found) - 1) if len(found) > 1 else ""
                self.project.warn(
                    "%s%s: routes that are not read, since by its name or its folder's it is a test or "
                    "was built; name the file to list them" % (found[0], more))

    def makes_routers(self, path):
        if os.path.realpath(path) in self.project.modules:
            return False
        return MAKER.search(self.content(path) or b"") is not None

    def content(self, path):
        """The bytes of a file, as far as files are read; None where it cannot be."""
        try:
            with open(path, "rb") as file:
                text = file.read(self.project.limits["fileBytes"])
        except OSError:
            return None
        self.project.seen.files[path] = digest(text)
        return text

    def python_files(self, folder):
        """The first Python files below a folder."""
        found: list = []
        for base, _, names in os.walk(folder):
            self.project.seen.folder(base)
            found += [os.path.join(base, name) for name in sorted(names) if name.endswith(".py")]
            if len(found) > FILE_LIMIT:
                break
        return found[:FILE_LIMIT]


def may_hang(text):
    """Whether a file may make or fill routers, or keep something in an application's state."""
    if any(word in text for word in PLAIN):
        return True
    if (b"fastapi" in text or b"starlette" in text) and COMMON.search(text) is not None:
        return True
    return ROUTED.search(text) is not None or b".state." in text and STATE.search(text) is not None
