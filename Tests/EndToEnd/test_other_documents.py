"""Documents of Swagger 2.0 and of several files: what is listed, and what is exported of them."""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import validate

import deno
import typescript

DOCUMENTS = Path(__file__).parent / "documents"
LISTED = {
    "docker.yaml": {
        "/events": ["ndjson", "EventMessage"],
        "/containers/{id}/logs": ["file", None],
        "/build": ["unary", None],
    },
    "kubernetes.json": {
        "/api/v1/pods": ["ndjson+unary", "io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent"],
        "/api/v1/watch/pods": ["ndjson", "io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent"],
    },
    "slack.yaml": {
        "/chat.postMessage": ["unary", "Message"],
        "/files.upload": ["unary", None],
        "/feed": ["sse", "Message"],
    },
    "split/openapi.yaml": {
        "/feed": ["sse", "Tree"],
        "/item": ["unary", "Tree"],
        "/media": ["ndjson", "Tree"],
    },
}


def listed(fluidtop, path):
    result = fluidtop("list", path, "--all", "--json")
    assert result.status == 0, result.errors
    catalog = result.json()
    assert catalog["warnings"] == []
    return {
        e["path"]: ["+".join(e["kinds"]), e["item"] and e["item"]["name"]]
        for e in catalog["endpoints"]
        if e["name"] != "createPod"
    }


@pytest.mark.parametrize("name", LISTED)
def test_a_document_is_listed_exported_and_read_back(fluidtop, tmp_path, name):
    assert listed(fluidtop, DOCUMENTS / name) == LISTED[name]
    files = {
        "typescript": tmp_path / "api.ts",
        "javascript": tmp_path / "plain.js",
        "openapi": tmp_path / "api.json",
    }
    for language, path in files.items():
        result = fluidtop("export", DOCUMENTS / name, "--as", language, "--out", path)
        assert result.status == 0, result.errors
    assert deno.problems(files["typescript"], folder=tmp_path) == ""
    options = ["--noEmit", "--allowJs", "--checkJs", "--strict", "--noUncheckedIndexedAccess"]
    assert typescript.compile("plain.js", folder=tmp_path, options=options) == ""
    text = files["openapi"].read_text()
    validate(json.loads(text))
    assert "yaml" not in text and '"#/definitions' not in text
    assert listed(fluidtop, files["openapi"]) == LISTED[name]


def test_a_folder_is_its_document(fluidtop):
    assert listed(fluidtop, DOCUMENTS / "split") == LISTED["split/openapi.yaml"]
