"""The files of a folder that can hold routes."""

import os

SKIPPED_FOLDERS = {
    "node_modules", "__pycache__", "venv", "env", "site-packages", "dist", "build", "migrations",
}


class Folder:
    """Which files of a folder are worth reading."""

    def __init__(self, project, configuration):
        self.project = project
        self.configuration = configuration

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
        return any(word in text for word in (b"fastapi", b"starlette", b"outer", b"add_api_route"))

    def files(self, folder):
        """The Python files of a folder, in a fixed order."""
        for base, folders, names in os.walk(folder):
            folders[:] = sorted(
                f for f in folders
                if f not in SKIPPED_FOLDERS and not f.startswith(".")
                and not os.path.exists(os.path.join(base, f, "pyvenv.cfg"))
            )
            for name in sorted(names):
                if name.endswith(".py") and not name.startswith("."):
                    yield os.path.join(base, name)
