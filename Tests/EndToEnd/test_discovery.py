"""Every way of streaming, found in a real application under new and old FastAPI."""

import signal
import subprocess
from pathlib import Path

import pytest
from program import BINARY, LONGEST, PYTHON, ROOT, environment, wait_until

HERE = Path(__file__).parent
CLASSIC_PYTHON = ROOT / ".build/classic-venv/bin/python"
CLASSIC = (HERE / "everyway.txt").read_text().splitlines()
NATIVE = (HERE / "everyway-native.txt").read_text().splitlines()
FIXTURES = ROOT / "Tests/DiscoveryTests/Fixtures"


def line(endpoint):
    """One endpoint as it stands in the tables."""
    item = endpoint["item"]
    words = ["/".join(endpoint["kinds"]), endpoint["method"], endpoint["path"]]
    words.append(endpoint["mediaType"] or "-")
    if item and endpoint["kind"] != "unary":
        words.append(f"item={item['name'] or '?'}")
    if endpoint["events"]:
        words.append("events=" + ",".join(e["name"] for e in endpoint["events"]))
    if endpoint["sentinel"]:
        words.append(f"sentinel={endpoint['sentinel']}")
    words += [p["name"] + ("" if p["required"] else "?") for p in endpoint["parameters"]]
    words += ["body"] if endpoint["body"] else []
    words += [f"security={name}" for name in endpoint["security"]]
    words += ["deprecated"] if endpoint["deprecated"] else []
    return " ".join(words)


def listed(fluidtop, target, *more):
    result = fluidtop("list", HERE / target, "--json", "--all", *more)
    assert result.status == 0, result.errors
    return result.json()


def test_everything_is_found_under_the_newest_fastapi(fluidtop):
    document = listed(fluidtop, "everyway/main.py", "--python", PYTHON)
    assert [line(e) for e in document["endpoints"]] == CLASSIC + NATIVE
    assert [s["kind"] for s in document["sources"]] == ["import", "source"]
    assert document["warnings"] == []
    assert document["models"]["Row"]["properties"]["id"] == {"title": "Id", "type": "integer"}


def test_the_classic_half_is_found_under_an_older_fastapi(fluidtop):
    document = listed(fluidtop, "everyway/classic.py:app", "--python", CLASSIC_PYTHON)
    assert [line(e) for e in document["endpoints"]] == CLASSIC
    assert document["warnings"] == []


def test_the_kinds_are_right_without_an_import(fluidtop):
    document = listed(fluidtop, "everyway/main.py", "--no-import", "--python", PYTHON)
    wanted = {" ".join(text.split()[:3]) for text in CLASSIC + NATIVE}
    assert {" ".join(line(e).split()[:3]) for e in document["endpoints"]} == wanted


def test_ordinary_endpoints_are_not_listed_as_streams(fluidtop):
    result = fluidtop("list", HERE / "everyway/main.py", "--json", "--python", PYTHON)
    assert not {"/page", "/elsewhere", "/v1/rows/plain", "/v1/rows/list", "/upload"} & {
        endpoint["path"] for endpoint in result.json()["endpoints"]
    }


def test_evidence_names_every_source(fluidtop):
    result = fluidtop(
        "list", HERE / "everyway/main.py", "--python", PYTHON, "--explain", "native_named"
    )
    assert result.status == 0, result.errors
    assert "GET /native/named" in result.output
    assert "events" in result.output and "import" in result.output and "source" in result.output


def test_an_import_without_end_leaves_nothing_behind(fluidtop):
    result = fluidtop("list", FIXTURES / "imports/endless.py", "--python", PYTHON, "--json")
    assert any("was not done and was stopped" in w for w in result.json()["warnings"])
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert "sleep 61.25" not in found.stdout.splitlines()


def processes():
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    return found.stdout.splitlines()


def test_a_stubborn_import_does_not_outlive_the_program(tmp_path):
    for number in (signal.SIGINT, signal.SIGKILL):
        start_and_end(tmp_path, number)


def start_and_end(tmp_path, number):
    process = subprocess.Popen(
        [str(BINARY), "list", str(FIXTURES / "imports/stubborn.py"), "--python", str(PYTHON)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env=environment(tmp_path),
    )
    wait_until(lambda: "sleep 62.25" in processes())
    process.send_signal(number)
    process.wait(timeout=LONGEST)
    wait_until(lambda: "sleep 62.25" not in processes())


def test_of_twenty_thousand_files_those_of_others_are_not_read(fluidtop, tmp_path):
    for folder in (".venv/lib", "node_modules/a", ".git/objects", "src"):
        base = tmp_path / folder
        for part in range(10):
            (base / str(part)).mkdir(parents=True)
            for number in range(500):
                # A file that is read says what is wrong with it.
                fault = "" if folder == "src" else "def\n"
                (base / str(part) / f"m{number}.py").write_text(f"from fastapi import FastAPI\n{fault}")
    (tmp_path / "src/main.py").write_text(
        "from fastapi import FastAPI\nfrom fastapi.responses import StreamingResponse\n"
        "app = FastAPI()\n@app.get('/a')\ndef a():\n"
        "    return StreamingResponse(b(), media_type='text/event-stream')\n"
    )
    result = fluidtop("list", tmp_path, "--json", "--python", PYTHON).json()
    assert [e["path"] for e in result["endpoints"]] == ["/a"]
    assert result["warnings"] == ["more than 3000 files: the rest is not read"]


def test_a_machine_without_python_says_so(fluidtop, tmp_path):
    result = fluidtop("list", FIXTURES / "ways/main.py", PATH=str(tmp_path))
    assert result.status == 1
    assert "no Python to read the source with" in result.errors


@pytest.fixture
def big_document(tmp_path):
    path = tmp_path / "big.json"
    with open(path, "wb") as file:
        file.truncate(200 << 20)
    return path


def test_a_document_of_200_megabytes_is_refused_at_once(fluidtop, big_document):
    result = fluidtop("list", big_document)
    assert result.status == 1
    assert "larger than 64 MiB" in result.errors


def test_a_document_in_circles_is_listed(fluidtop, tmp_path):
    path = tmp_path / "circles.json"
    path.write_text(
        '{"openapi": "3.1.0", "paths": {"/a": {"get": {"parameters": ['
        '{"name": "p", "in": "query", "schema": {"$ref": "#/components/schemas/A"}}],'
        '"responses": {"200": {"content": {"text/event-stream":'
        '{"schema": {"$ref": "#/components/schemas/B"}}}}}}},'
        '"/b": {"$ref": "#/paths/~1b"}},'
        '"components": {"schemas": {"A": {"$ref": "#/components/schemas/A"},'
        '"B": {"properties": {"b": {"$ref": "#/components/schemas/B"}}}}}}'
    )
    result = fluidtop("list", path, "--json")
    assert [e["path"] for e in result.json()["endpoints"]] == ["/a"]
    assert len(result.json()["warnings"]) == 2


def test_probing_a_real_backend_sees_what_the_document_hides(fluidtop, backend):
    result = fluidtop("list", backend, "--probe", "-p", "user_id=1", "--json")
    kinds = {e["name"]: e["kind"] for e in result.json()["endpoints"]}
    assert kinds["stream_notifications"] == "sse"
    assert kinds["stream_analytics_data"] == "ndjson"
    assert kinds["stream_logs"] == "text"
    names = {e["name"]: e["events"] for e in result.json()["endpoints"]}
    assert names["stream_notifications"] == [{"name": "notification", "item": None}]
