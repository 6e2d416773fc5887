"""Says what the endpoints of a FastAPI application take and stream.

Runs on Python 3.8 and later with the standard library alone, so that the project's own
interpreter, which knows the project's syntax and has its packages, can run it.

One argument: a JSON object.
    mode     "source" reads the files with `ast` and runs nothing of them; "import" imports the
             application in a child process and asks it for its routes
    target   absolute path of a file or, to be read, a folder
    app      name of the application in that file, or null
    root     absolute path of the folder that reported file names are relative to
    seconds  the longest time; what was read of the source until then is the answer
    cache    the folder to keep answers in, or null
    limits   {"files": N, "fileBytes": N}
    fluidkit null or, of fluid.config.json, {"folder": its absolute path, "include": [patterns],
             "exclude": [patterns], "filePatterns": [patterns, none without auto-discovery]}
Standard output: one JSON object. Of "source" it is what `Reading.answer` makes; of "import" the
same with a "document", the application's OpenAPI document, or {"version": 1, "problem": {…}}.
Anything unexpected ends with a traceback and exit status 1.
"""

import gc
import json
import signal
import sys
import time

from .cache import Cache


def main(texts):
    if sys.version_info < (3, 8):
        raise SystemExit("Python 3.8 or later is needed, this is %d.%d" % sys.version_info[:2])
    request = json.loads(sys.argv[1])
    # Syntax trees are one large heap without waste, which the collector would go through in vain
    # again and again: two thirds of the time for parsing.
    gc.disable()
    sys.setrecursionlimit(5000)
    if request["mode"] == "import":
        from .importing import imported
        from .supervision import supervised

        text = supervised(lambda: imported(request), request["seconds"])
    else:
        # If nobody is left to end this process, the kernel does.
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + 5)
        cache = Cache(request["cache"], texts, request) if request.get("cache") else None
        text = cache.answer() if cache is not None else None
        if text is None:
            text = read(request, cache)
    sys.stdout.write(text)
    sys.stdout.flush()


def read(request, cache):
    # A kept answer needs none of these.
    from .configuration import Configuration
    from .project import Project
    from .reading import Reading
    from .writing import written

    project = Project(request["root"], request["limits"])
    # What is known then is written while somebody still waits for it.
    project.deadline = time.monotonic() + 0.8 * request["seconds"]
    reading = Reading(project, Configuration(request.get("fluidkit")))
    reading.inspect(request["target"], request.get("app"))
    text = written(reading.answer())
    if cache is not None and not project.was_late:
        cache.keep(text, project.seen)
    return text
