"""Commands that read a document, and a large one."""

import subprocess
import time


def large_document(count):
    """A document in FastAPI's manner, with a stream and a model for each path."""
    paths, schemas = {}, {}
    for number in range(count):
        schema = {"$ref": f"#/components/schemas/Item{number}"}
        schemas[f"Item{number}"] = {
            "type": "object",
            "properties": {name: {"type": "string", "title": name} for name in "abcdefgh"},
        }
        paths[f"/items/{number}/{{id}}"] = {
            "get": {
                "operationId": f"stream_{number}",
                "parameters": [
                    {"name": name, "in": "query", "schema": {"type": "integer", "default": 1}}
                    for name in ("limit", "offset")
                ],
                "responses": {"200": {"content": {"text/event-stream": {"itemSchema": schema}}}},
            }
        }
    return {"openapi": "3.1.0", "paths": paths, "components": {"schemas": schemas}}


def seconds(command, cwd=None):
    """The best of five runs."""
    best = None
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, check=True)
        taken = time.perf_counter() - started
        best = taken if best is None else min(best, taken)
    return best
