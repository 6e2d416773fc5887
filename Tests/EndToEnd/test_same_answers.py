"""Same server, same outcome: ordinary calls and downloads of exported TypeScript, JavaScript, Python and Swift."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import deno
import program
import swift
from answer_cases import BY_NAME, CASES, DOCUMENT, PATHS
from program import LONGEST, PYTHON
from script_server import ScriptServer

# What is set up for one of these tests serves them all.
pytestmark = pytest.mark.xdist_group("same answers")

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A folder with the client in each language."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(DOCUMENT))
    for language, ending in (("typescript", "ts"), ("javascript", "mjs"), ("python", "py"), ("swift", "swift")):
        name = f"api.{ending}"
        result = program.run("export", "openapi.json", "--as", language, "--out", name, folder=folder)
        assert result.status == 0, result.errors
    return folder


@pytest.fixture(scope="module")
def server():
    with ScriptServer({case.name: case.connections for case in CASES}) as server:
        yield server


def calls(server, who):
    return json.dumps(
        {case.name: {"function": case.function, "baseUrl": f"{server.address}/{who}/{case.name}"} for case in CASES}
    )


def output(command):
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=LONGEST)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def run_deno(server, client):
    result = deno.run(
        "run", "--no-config", "--no-check", "--no-prompt", "--allow-net=127.0.0.1", f"--allow-read={client}",
        HERE / "answer_calls.mjs", client / "api.ts", calls(server, "deno"), folder=client,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def run_node(server, client):
    node = shutil.which("node") or pytest.skip("there is no Node; Scripts/install-needs --for test installs it")
    return output([node, HERE / "answer_calls.mjs", client / "api.mjs", calls(server, "node")])


def run_python(server, client, manner):
    who = f"python-{manner}"
    return output([PYTHON, "-B", HERE / "answer_calls.py", client / "api.py", manner, calls(server, who)])


def run_swift(server, client):
    if not swift.IS_HERE:
        pytest.skip("needs a debug build of the package")
    shutil.copy(HERE / "answer_calls.swift", client / "main.swift")
    caller = swift.build(client / "api.swift", client / "main.swift", program=client / "answer-calls")
    (client / "files").mkdir()
    return output([caller, client / "files", calls(server, "swift")])


RUNS = {
    "deno": run_deno, "node": run_node,
    "python-sync": lambda server, client: run_python(server, client, "sync"),
    "python-async": lambda server, client: run_python(server, client, "async"),
    "swift": run_swift,
}  # fmt: skip


@pytest.mark.parametrize("who", RUNS)
def test_every_client_makes_the_same_of_an_answer(who, server, client):
    outcomes = RUNS[who](server, client)
    differences = []
    for case in CASES:
        wanted, got = case.others.get(who, case.wanted), outcomes[case.name]
        if "name" not in wanted or who.startswith("python"):
            # Who calls in Python says where the file goes.
            wanted, got = ({key: facts[key] for key in facts if key != "name"} for facts in (wanted, got))
        if got != wanted:
            differences.append(f"{case.name}: wanted {wanted}, {who}: {got}")
    assert not differences, "\n".join(differences)


FILES = [case for case in CASES if case.function == "read_file"]


def test_get_writes_the_files_that_exported_clients_are_given(server, tmp_path):
    differences = []
    for case in FILES:
        folder = tmp_path / case.name
        folder.mkdir()
        url = f"{server.address}/get/{case.name}{PATHS[case.function]}"
        result = program.run("get", url, "-o", folder, folder=tmp_path)
        files = {file.name: file.read_text() for file in folder.iterdir() if ".part" not in file.name}
        wanted = {case.wanted.get("name", "file"): case.wanted["value"]} if "value" in case.wanted else {}
        if files != wanted or (result.status == 0) != bool(wanted):
            differences.append(f"{case.name}: wanted {wanted}, get: {result.status} {files} {result.errors}")
    assert not differences, "\n".join(differences)


def test_integers_that_javascript_would_round_may_be_read_from_their_text(client):
    node = shutil.which("node") or pytest.skip("there is no Node; Scripts/install-needs --for test installs it")
    case = BY_NAME["an-integer-over-2-to-the-53"]
    (client / "text.mjs").write_text(
        """
import { read_thing, settings } from "./api.mjs";
settings.baseUrl = process.argv[2];
settings.parseJson = (text) => JSON.parse(text.replace(/\\d{16,}/g, '"$&"'));
console.log(JSON.stringify((await read_thing()).data));
"""
    )
    with ScriptServer({case.name: case.connections}) as server:
        assert output([node, client / "text.mjs", f"{server.address}/text/{case.name}"]) == {"n": "9007199254740993"}


def test_a_client_has_settings_of_its_own(client):
    node = shutil.which("node") or pytest.skip("there is no Node; Scripts/install-needs --for test installs it")
    (client / "own.mjs").write_text(
        """
import { createClient, read_thing, settings } from "./api.mjs";
const asked = [];
function told(name, next) {
  return {
    fetch: async (url, { headers }) => {
      asked.push([name, url, headers.get("X-Token")]);
      return Response.json({ n: 1 });
    },
    baseUrl: `http://${name}`,
    auth: async () => {
      await next?.();
      return { "X-Token": name };
    },
  };
}
Object.assign(settings, told("all"));
// What a client's own secret takes is asked with the module's settings.
const [ann, bob] = ["ann", "bob"].map((name) => createClient(told(name, () => read_thing())));
await Promise.all([ann.read_thing(), bob.read_thing()]);
await read_thing({ baseUrl: "http://once" });
await bob.read_file();
console.log(JSON.stringify(asked.sort()));
"""
    )
    assert output([node, client / "own.mjs"]) == [
        ["all", "http://all/thing", "all"], ["all", "http://all/thing", "all"], ["all", "http://all/thing", "all"],
        ["all", "http://once/thing", "all"],
        ["ann", "http://ann/thing", "ann"], ["bob", "http://bob/file", "bob"], ["bob", "http://bob/thing", "bob"],
    ]  # fmt: skip
