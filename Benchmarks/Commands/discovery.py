"""How soon endpoints are listed."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import documents
from report import table

# As often is each form of the kit in the tree.
COPIES = 3
# Runs a command, and prints the most memory that it and what it started took.
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def discovery(binary):
    """From exec to the whole list, beside Python importing the same application by itself."""
    python = os.path.abspath(".build/end-to-end-venv/bin/python")
    application = os.path.abspath("Tests/EndToEnd/everyway/main.py")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        document = os.path.join(folder, "openapi.json")
        with open(document, "w", encoding="utf-8") as file:
            json.dump(documents.large_document(1000), file)
        seconds = documents.seconds([binary, "list", document, "--json"])
        rows.append(["document of 1,000 paths", f"{seconds * 1000:.0f} ms", "100 ms", ""])
    if os.access(python, os.X_OK):
        peer = documents.seconds(
            [python, "-c", "import everyway.main"], cwd=os.path.dirname(os.path.dirname(application))
        )
        seconds = documents.seconds([binary, "list", application, "--python", python, "--json"])
        rows.append(
            ["46 endpoints, imported", f"{seconds * 1000:.0f} ms", "1500 ms", f"{seconds / peer:.1f}x"]
        )
    else:
        print("(no Python environment: make test makes it; the import is not measured)")
    table("Discovery, best of 5", ["what", "time", "at most", "to Python alone"], rows)
    table("Discovery by reading sources", ["what", "time", "at most", "memory", "at most"], list(reading(binary)))
    return True


def reading(binary):
    """A large project, of the forms that the tests put together: read, and asked for again."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        files = write(project)
        command = [binary, "list", f"{project / 'main.py'}:app", "--no-import", "--json"]
        first, again, peak = [], [], 0
        for run in range(3):
            variables = os.environ | {"XDG_CACHE_HOME": f"{folder}/{run}"}
            for times in (first, again):
                started = time.perf_counter()
                output = subprocess.run(
                    [sys.executable, "-c", PEAK, *command], env=variables, capture_output=True, check=True
                ).stdout
                times.append(time.perf_counter() - started)
                peak = max(peak, int(output) * 1024)
        what = f"{files:,} files, {COPIES} x {len(forms())} forms"
        yield [what, f"{min(first) * 1000:.0f} ms", "5000 ms", f"{peak / 1e6:.0f} MB", "300 MB"]
        yield [what + ", again", f"{min(again) * 1000:.0f} ms", "1000 ms", "", ""]


def forms():
    sys.path.insert(0, os.path.abspath("Tests/EndToEnd"))
    from form_kit import kit

    return kit()


def write(project):
    """An application that mounts that of each form; how many files it has."""
    lines, count = ["from fastapi import FastAPI", "app = FastAPI()"], 1
    project.mkdir()
    for copy in range(COPIES):
        for number, form in enumerate(forms()):
            name = f"part_{copy}_{number}"
            (project / name).mkdir()
            (project / name / "__init__.py").touch()
            form.write(project / name)
            count += 1 + len(form.files)
            lines += [f"from {name}.main import app as {name}", f"app.mount('/{copy}/{number}', {name})"]
    (project / "main.py").write_text("\n".join(lines) + "\n")
    return count
