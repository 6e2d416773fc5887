"""How soon endpoints are listed."""

import json
import os
import tempfile

import documents
from report import table


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
    return True
