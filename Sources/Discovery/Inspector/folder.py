"""The files of a folder that can hold routes."""

import os

import re

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
         b"add_route(", b"api_route(", b"Route(")
COMMON = (b"Router(", b".mount(", b"routes", b"FastAPI", b"APIRouter", b"Starlette")
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

    def bound_files(self):
        """Files whose routers the configuration includes by itself."""
        if not self.configuration.names:
            return []
        return filter(self.configuration.is_bound, self.files(self.configuration.folder))

    def may_route(self, path):
        """Whether a file can hold routes; the others are read when these import them."""
        if self.configuration.is_excluded(path):
            return False
        try:
            with open(path, "rb") as file:
                text = file.read(self.project.limits["fileBytes"])
        except OSError:
            return True  # loading it says why
        if not self.configuration.is_included(path):
            # Patterns choose routers; the application is where somebody runs it.
            return b"FastAPI(" in text
        return may_hang(text)

    def files(self, folder):
        """The Python files of a folder, in a fixed order."""
        for base, folders, names in os.walk(folder):
            folders[:] = sorted(
                f for f in folders
                if f not in FOREIGN_FOLDERS and not f.startswith(".")
                and not os.path.exists(os.path.join(base, f, "pyvenv.cfg"))
            )
            for skipped in [f for f in folders if f in SKIPPED_FOLDERS]:
                folders.remove(skipped)
                self.skipped.append(python_files(os.path.join(base, skipped)))
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
        try:
            with open(path, "rb") as file:
                return MAKER.search(file.read(self.project.limits["fileBytes"])) is not None
        except OSError:
            return False


def may_hang(text):
    """Whether a file may make or fill routers, or keep something in an application's state."""
    if any(word in text for word in PLAIN):
        return True
    if (b"fastapi" in text or b"starlette" in text) and any(word in text for word in COMMON):
        return True
    return ROUTED.search(text) is not None or b".state." in text and STATE.search(text) is not None


def python_files(folder):
    """The first Python files below a folder."""
    found: list = []
    for base, _, names in os.walk(folder):
        found += [os.path.join(base, name) for name in sorted(names) if name.endswith(".py")]
        if len(found) > FILE_LIMIT:
            break
    return found[:FILE_LIMIT]
