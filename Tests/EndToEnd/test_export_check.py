"""fluidtop export --check, --watch, --kind and --tag: the client of a backend that goes on changing."""

import json
import signal
import subprocess

import pytest

import program
from program import wait_until


def document(*names, kind="application/json"):
    def path(name):
        tags = [name.partition("_")[0]]
        answer = {"description": "", "content": {kind: {"schema": {"type": "integer"}}}}
        return {"get": {"operationId": name, "tags": tags, "responses": {"200": answer}}}

    paths = {f"/{name}": path(name) for name in names}
    return json.dumps({"openapi": "3.1.0", "info": {"title": "Ships", "version": "1"}, "paths": paths})


@pytest.fixture
def ships(fluidtop, tmp_path):
    """An exported client whose backend has changed since."""
    (tmp_path / "openapi.json").write_text(document("list_ships", "read_ship"))
    assert fluidtop("export", "openapi.json", "--as", "curl", "--out", "ships.sh").status == 0
    (tmp_path / "openapi.json").write_text(document("list_ships", "sink_ship"))
    return tmp_path / "ships.sh"


def test_check_says_nothing_of_a_client_that_is_up_to_date(fluidtop, ships):
    assert fluidtop("export", "openapi.json", "--as", "curl", "--out", "ships.sh").status == 0
    result = fluidtop("export", "openapi.json", "--as", "curl", "--out", "ships.sh", "--check")
    assert (result.status, result.output, result.errors) == (0, "", "ships.sh  unchanged\n")


def test_check_ends_with_1_and_a_diff_and_writes_nothing(fluidtop, ships):
    before = ships.read_text()
    result = fluidtop("export", "openapi.json", "--as", "curl", "--out", "ships.sh", "--check")
    assert result.status == 1
    assert "out of date" in result.errors
    lines = result.output.splitlines()
    assert lines[:2] == ["--- ships.sh", "+++ ships.sh"] and lines[2].startswith("@@ -")
    assert any(line.startswith("-") and "/read_ship" in line for line in lines)
    assert any(line.startswith("+") and "/sink_ship" in line for line in lines)
    assert any(line.startswith(" ") for line in lines)
    assert ships.read_text() == before


def test_check_names_files_that_are_missing_or_of_no_endpoint_any_more(fluidtop, tmp_path):
    (tmp_path / "openapi.json").write_text(document("list_ships", "read_crew"))
    layout = ["export", "openapi.json", "--layout", "mirror", "--out", "api"]
    assert fluidtop(*layout, "--check").status == 1
    assert not (tmp_path / "api").exists()
    assert fluidtop(*layout).status == 0
    assert fluidtop(*layout, "--check").status == 0
    (tmp_path / "openapi.json").write_text(document("list_ships", "sink_ships"))
    result = fluidtop(*layout, "--check")
    assert result.status == 1
    assert "api/read.ts  of no endpoint any more\n" in result.errors
    assert "api/sink.ts  missing\n" in result.errors
    assert (tmp_path / "api/read.ts").exists() and not (tmp_path / "api/sink.ts").exists()


@pytest.mark.parametrize(
    "options, reason",
    [
        (["--check"], "need --out"), (["--watch"], "need --out"), (["--check", "--out", "-"], "need --out"),
        (["--check", "--watch", "--out", "a.sh"], "exclude each other"), (["--tag", "crew"], "there is list, read"),
        (["--watch", "--endpoint", "read_ship"], "need --out"),
        (["--kind", "video"], "kind"), (["--client", "./api"], "--client is for --as svelte, react, vue only"),
    ],
)  # fmt: skip
def test_what_would_go_for_nothing_is_refused(fluidtop, tmp_path, options, reason):
    (tmp_path / "openapi.json").write_text(document("list_ships", "read_ship"))
    result = fluidtop("export", "openapi.json", "--as", "curl", *options)
    assert result.status == 64 and reason in result.errors


@pytest.mark.parametrize("option", ["--check", "--watch"])
def test_without_a_place_nothing_is_discovered(fluidtop, option):
    """The document is missing: whoever looks for it ends with another status."""
    result = fluidtop("export", "missing.json", option)
    assert result.status == 64 and "need --out" in result.errors and "missing.json" not in result.errors
    assert "need --out" in fluidtop("export", option).errors


def test_a_recording_alone_is_not_watched(fluidtop):
    result = fluidtop("export", "--from-capture", "events.capture", "--out", "api.ts", "--watch")
    assert result.status == 64 and "--watch needs a target: a recording does not change." in result.errors


def test_check_takes_the_place_that_the_configuration_names(fluidtop, tmp_path):
    (tmp_path / "openapi.json").write_text(document("list_ships", "read_ship"))
    (tmp_path / "fluid.config.json").write_text(
        json.dumps(
            {
                "target": "development",
                "backend": {"host": "127.0.0.1", "port": 8123},
                "environments": {"development": {"mode": "separate", "apiUrl": "http://127.0.0.1:8123"}},
                "output": {"strategy": "mirror", "location": "api"},
            }
        )
    )
    result = fluidtop("export", "openapi.json", "--environment", "development", "--check")
    assert result.status == 1 and "api/list.ts  missing" in result.errors


@pytest.mark.parametrize(
    "options, sentence",
    [
        (["--kind", "sse"], "no endpoint is of --kind sse; there is unary; a StreamingResponse's kind is known from"),
        (["--kind", "sse", "--kind", "file"], "no endpoint is of --kind sse or file; there is unary; "),
        (["--tag", "list", "--endpoint", "read_ship"], "no endpoint is of what --tag and --endpoint say together\n"),
    ],
)
def test_a_choice_of_nothing_names_what_was_given_and_what_there_is(fluidtop, tmp_path, options, sentence):
    (tmp_path / "openapi.json").write_text(document("list_ships", "read_ship"))
    result = fluidtop("export", "openapi.json", "--as", "curl", *options)
    assert result.status == 1 and sentence in result.errors


@pytest.mark.parametrize(
    "options, names",
    [
        ([], {"list_ships", "read_ship", "read_crew"}),
        (["--tag", "read"], {"read_ship", "read_crew"}),
        (["--tag", "read", "--tag", "list"], {"list_ships", "read_ship", "read_crew"}),
        (["--kind", "unary"], {"list_ships", "read_ship", "read_crew"}),
        (["--kind", "sse"], set()),
        (["--tag", "read", "--endpoint", "read_crew"], {"read_crew"}),
        (["--tag", "list", "--endpoint", "read_crew"], set()),
        (["--kind", "unary", "--kind", "sse", "--tag", "list"], {"list_ships"}),
    ],
)
def test_kinds_and_tags_choose_endpoints(fluidtop, tmp_path, options, names):
    (tmp_path / "openapi.json").write_text(document("list_ships", "read_ship", "read_crew"))
    result = fluidtop("export", "openapi.json", "--as", "curl", *options)
    assert (result.status == 0) == bool(names), result.errors
    assert {name for name in ("list_ships", "read_ship", "read_crew") if f"/{name}" in result.output} == names


def test_watch_exports_again_when_the_sources_change(tmp_path):
    source = tmp_path / "main.py"
    start = "from fastapi import FastAPI\n\napp = FastAPI()\n"

    def route(name):
        return f'\n\n@app.get("/{name}")\ndef {name}() -> int: ...\n'

    source.write_text(start + route("read_ship"))
    client = tmp_path / "api.ts"
    command = ["export", "main.py", "--no-import", "--out", "api.ts", "--watch"]
    process = subprocess.Popen(
        [program.BINARY, *command], cwd=tmp_path, env=program.environment(tmp_path), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until(lambda: client.exists() and "read_ship" in client.read_text())
        # A source that says nothing any more leaves the client that there is, and the next one is heard.
        source.write_text(start)
        source.write_text(start + route("sink_ship"))
        wait_until(lambda: "sink_ship" in client.read_text())
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(timeout=program.LONGEST) == 130
