"""Exported documents: request files, OpenAPI and the discovery itself, read back."""

import json

from program import EXAMPLE, PYTHON

STREAMS = {"sse", "ndjson", "text", "file"}


def test_an_http_file_has_a_request_for_each_endpoint(exported, fluidtop):
    text = exported("http", "api.http").read_text()
    listed = fluidtop("list", EXAMPLE / "main.py", "--python", PYTHON, "--all", "--json").json()
    assert text.count("\n### ") == len(listed["endpoints"])
    for endpoint in listed["endpoints"]:
        assert f"### {endpoint['name']}\n" in text


def test_the_openapi_document_is_read_back(exported, fluidtop):
    facts = ("name", "method", "path", "kind", "kinds", "mediaType", "sentinel", "events")
    listed = fluidtop("list", EXAMPLE / "main.py", "--python", PYTHON, "--all", "--json").json()
    read = fluidtop("list", exported("openapi", "api.openapi.json"), "--all", "--json").json()

    def known(catalog):
        return [[endpoint[fact] for fact in facts] for endpoint in catalog["endpoints"]]

    assert known(read) == known(listed)
    assert {endpoint["kind"] for endpoint in read["endpoints"]} > STREAMS


def test_the_discovery_document_is_that_of_list(exported, fluidtop):
    listed = fluidtop("list", EXAMPLE / "main.py", "--python", PYTHON, "--all", "--json").json()
    written = json.loads(exported("json", "api.json").read_text())
    assert written["endpoints"] == listed["endpoints"]
    assert written["version"] == listed["version"]
