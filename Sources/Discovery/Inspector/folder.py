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
PLAIN = (b"FastAPI(", b"Starlette(", b"APIRouter(", b"include_router(", b"add_api_route(",
         b"add_route(", b"api_route(", b"Route(", b"http_app(", b"sse_app(")
COMMON = (b"FastAPI", b"APIRouter", b"Starlette", b"Router()", b"Router(prefix", b".mount(",
          b".routes", b"routes=")
ROUTED = re.compile(rb"@[\w.]+\.(?:get|post|put|patch|delete|head|options|trace|route)\(")
STATE = re.compile(rb"\.state\.\w+ *=[^=]")


class Folder:
    """Which files of a folder are worth reading."""

    def __init__(self, project, configuration):
        self.project = project
        self.configuration = configuration
        self.skipped = []

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
            if may_hang(text):
                self.project.load(path)
            for name, level in imports_in(text):
                found = self.project.path_named(name, level, path)
                if found is not None and found not in seen:
                    seen.add(found)
                    waiting.append(found)

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
        return may_hang(text)

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
    if (b"fastapi" in text or b"starlette" in text) and any(word in text for word in COMMON):
        return True
    return ROUTED.search(text) is not None or b".state." in text and STATE.search(text) is not None
