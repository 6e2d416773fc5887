"""Same callbacks through the proxy as without it: exported code in Deno, Node and Chromium, and our own client."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

import test_same_callbacks as direct
from program import run
from proxied import Proxied
from script_server import ScriptServer
from stream_scripts import BY_NAME, SCRIPTS, callbacks_only, normal, parsed

pytestmark = pytest.mark.xdist_group("same callbacks")

# The same fixtures.
client, own, server = direct.client, direct.own, direct.server


class Through:
    """A ScriptServer of its own, and the address of the proxy in front of it."""

    def __init__(self, server, folder, who):
        scripts = {script.name: script.connections for script in SCRIPTS}
        self._server = ScriptServer(scripts, server._files)
        self._server.__enter__()
        self._proxy = Proxied(folder, self._server.address, "--output", "trace")
        self.address = self._proxy.address
        self._server._files["/calls.json"] = ("application/json", json.dumps(direct.calls(self, who)).encode())

    def __getattr__(self, name):
        return getattr(self._server, name)

    def close(self):
        self._proxy.__exit__()
        self._server.__exit__()


@pytest.fixture
def through(server, tmp_path):
    started = []

    def start(who):
        started.append(Through(server, tmp_path, who))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.mark.parametrize("who", ["deno", "node", "chromium"])
def test_every_client_gives_the_same_callbacks_through_the_proxy(who, through, client, own):
    proxied = through(who)
    lines = direct.RUNS[who](proxied, client)
    differences = {}
    for script in SCRIPTS:
        got = normal(lines[script.name])
        if script.trace is None:
            got, wanted = callbacks_only(got), normal(own[script.name])
        else:
            wanted = script.trace
        if script.function == "download_file":
            wanted = [line for line in wanted if line["callback"] not in ("onComplete", "onError")]
        if got != wanted:
            differences[script.name] = f"{script.name}\n  wanted {wanted}\n  {who}: {got}"
    assert not differences, "\n".join(differences.values())
    for script in BY_NAME.values():
        if "closed" in script.connections[-1]:
            assert proxied.closed_by_client[who, script.name].wait(timeout=direct.LONGEST), script.name


def test_our_own_client_gives_the_same_callbacks_through_the_proxy(through, own, tmp_path):
    proxied = through("own")

    def follow(script):
        result = run(*script.as_tail(proxied.address, "own"), folder=tmp_path)
        return script.name, [parsed(line) for line in result.output.split("\n") if line]

    with ThreadPoolExecutor(4) as threads:
        lines = dict(threads.map(follow, (script for script in SCRIPTS if script.tail is not None)))
    differences = {
        name: f"{name}\n  wanted {normal(own[name])}\n  got {normal(got)}"
        for name, got in lines.items()
        if normal(got) != normal(own[name])
    }
    assert not differences, "\n".join(differences.values())
