"""Imports an application and asks it for its routes."""

import importlib
import importlib.util
import json
import os
import sys
import traceback

from .asking import Asking
from .project import Project
from .writing import written


class NoApplication(Exception):
    """The module holds nothing that FastAPI would serve."""


def imported(request):
    """The answer as a text; whatever the application does is a problem with a name."""
    try:
        module = load(request["target"])
        application = find_application(module, request.get("app"))
        asking = Asking(Project(request["root"], request["limits"]), module.__name__.split(".")[0])
        asking.walk(application)
        return written(asking.answer())
    except SystemExit as error:
        found = {"kind": "exit", "status": error.code if isinstance(error.code, int) else 1}
    except NoApplication:
        found = {"kind": "noApplication", "name": request.get("app")}
    except ModuleNotFoundError as error:
        found = {"kind": "missing", "module": error.name or str(error)}
    except BaseException as error:  # KeyboardInterrupt and the framework's own kinds among them
        found = {"kind": "error", "line": last_line(error, request["root"])}
    return json.dumps({"version": 1, "problem": found})


def last_line(error, root):
    """What a traceback ends with, and the last line of the project that it names."""
    lines = traceback.format_exception_only(type(error), error)
    # A syntax error shows its place in the lines before.
    text = lines[-1 if isinstance(error, SyntaxError) else 0].strip().splitlines()[0]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = os.path.relpath(frame.filename, root)
        own = ("..", "<", "fluidtop_inspector")
        if not path.startswith(own) and "site-packages" not in path:
            return "%s (%s:%s)" % (text, path, frame.lineno)
    return text


def load(path):
    """Imports a file under the name that the project itself would import it by."""
    folder, file = os.path.split(os.path.realpath(path))
    parts = [] if file == "__init__.py" else [os.path.splitext(file)[0]]
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    sys.argv = [path]
    # The folder this runs in comes first, as with `uvicorn` and `python -m`.
    sys.path[:0] = [folder, os.getcwd()]
    for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        if entry and entry not in sys.path:
            sys.path.append(entry)
    if all(part.isidentifier() for part in parts):
        return importlib.import_module(".".join(parts))
    spec = importlib.util.spec_from_file_location("application", path)
    if spec is None or spec.loader is None:
        raise ImportError("%s is no Python file" % path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["application"] = module
    spec.loader.exec_module(module)
    return module


def find_application(module, name):
    if name is not None:
        value = module
        for part in name.split("."):
            if not hasattr(value, part):
                raise NoApplication()
            value = getattr(value, part)
        found = unwrapped(value() if is_factory(value) else value)
    else:
        names = [n for n in ("app", "api", "application") if hasattr(module, n)]
        values = [getattr(module, n) for n in names] + list(vars(module).values())
        found = next((a for a in map(unwrapped, values) if a is not None), None)
        if found is None:
            found = next((unwrapped(f()) for f in factories(module)), None)
    if found is None:
        raise NoApplication()
    return found


def is_factory(value):
    return callable(value) and unwrapped(value) is None


def factories(module):
    names = ("create_app", "make_app", "get_app", "create_application", "get_application")
    return [getattr(module, n) for n in names if callable(getattr(module, n, None))]


def unwrapped(value):
    """The application inside of what is served, which may be wrapped in middleware; or None."""
    for _ in range(6):
        if isinstance(getattr(value, "routes", None), list) and hasattr(value, "router"):
            return value
        value = next((v for v in (
            getattr(value, "__dict__", {}).get(n) for n in ("app", "_app", "other_asgi_app")
        ) if v is not None), None)
        if value is None:
            return None
    return None
