"""Redirects in exported TypeScript and JavaScript: what goes on to another origin, and how a request changes."""

import json
import subprocess

import pytest

import deno
import exporting
from program import LONGEST
from raw_server import OK, RawServer, answer, head, lines

LOOK = exporting.LOOK["paths"]["/look"]
DOCUMENT = {
    **exporting.LOOK,
    "paths": {
        "/look": {
            "get": LOOK["get"],
            "post": LOOK["get"] | {
                "operationId": "post_look",
                "requestBody": {"required": True, "content": {"application/json": {"schema": {}}}},
            },
        },
        "/feed": {"get": {
            "operationId": "feed", "security": [{"Key": []}],
            "responses": {"200": {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
        }},
    },
}  # fmt: skip
SECRETS = """{
  headers: { Authorization: "hunter2", "X-Own": "hunter2", "Accept-Token": "hunter2", "If-Api-Key": "hunter2" },
  auth: () => ({ Session: "hunter2", Key: "hunter2" }),
}"""
GET = f'await api.get_look(undefined, ["hunter2"], undefined, {SECRETS})'
POST = f'await api.post_look({{ a: 1 }}, undefined, ["hunter2"], undefined, {SECRETS})'


@pytest.fixture(params=["deno", "node"])
def run(request, fluidtop, tmp_path):
    """Runs a call, and gives what it gives as JSON."""
    is_deno = request.param == "deno"
    language, name = ("typescript", "api.ts") if is_deno else ("javascript", "api.mjs")
    (tmp_path / "openapi.json").write_text(json.dumps(DOCUMENT))
    result = fluidtop("export", "openapi.json", "--as", language, "--out", name)
    assert result.status == 0, result.errors

    def run(address, call):
        script = tmp_path / ("use.ts" if is_deno else "use.mjs")
        script.write_text(
            f'import * as api from "./{name}";\napi.settings.baseUrl = "{address}";\n'
            f"console.log(JSON.stringify({call}) ?? null);\n"
        )
        if is_deno:
            result = deno.run("run", "--no-check", "--allow-net", script, folder=tmp_path)
        else:
            result = subprocess.run(["node", script], capture_output=True, text=True, timeout=LONGEST)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return run


def secrets(request):
    return sorted(line for line in lines(request) if "hunter2" in line)


@pytest.mark.parametrize("call", [GET, POST], ids=["get", "post"])
def test_a_redirect_to_another_origin_takes_no_header_along_that_may_be_secret(run, call):
    other = RawServer(OK)
    away = answer("307 Temporary Redirect", f"Location: {other.address}/there")
    server = RawServer(answer("307 Temporary Redirect", "Location: /look/"), away)
    assert run(server.address, call)["data"] is None
    server.close()
    other.close()
    assert [request.split()[1] for request in server.requests] == ["/look", "/look/"]
    for request in server.requests:
        assert secrets(request) == [
            "accept-token: hunter2", "authorization: hunter2", "cookie: session=hunter2", "if-api-key: hunter2",
            "x-key: hunter2", "x-own: hunter2", "x-tag: hunter2",
        ]  # fmt: skip
    (request,) = other.requests
    assert "hunter2" not in request
    assert request.endswith('{"a":1}' if call == POST else "\r\n\r\n")


def test_what_tells_nothing_of_who_asks_goes_along_to_another_origin(run):
    other = RawServer(OK)
    server = RawServer(answer("307 Temporary Redirect", f"Location: {other.address}/there"))
    headers = json.dumps(exporting.OPEN_HEADERS)
    run(server.address, f"await api.get_look(undefined, undefined, undefined, {{ headers: {headers} }})")
    server.close()
    other.close()
    sent = {f"{name.lower()}: {value.lower()}" for name, value in exporting.OPEN_HEADERS.items()}
    for (request,) in (server.requests, other.requests):
        assert sent <= set(lines(request))


def test_a_stream_is_redirected_at_each_attempt_without_its_secrets(run):
    event = [head("text/event-stream") + b"retry: 100\nid: 7\ndata: 1\n\n", RawServer.FIN]
    other = RawServer(event, answer("204 No Content"))
    away = answer("302 Found", f"Location: {other.address}/there")
    server = RawServer(away, away)
    messages = run(
        server.address,
        "await new Promise((resolve) => { const told = []; api.feed({ onMessage: (e) => told.push(e.data), "
        'onClose: () => resolve(told) }, { auth: () => ({ Key: "hunter2" }) }); })',
    )
    server.close()
    other.close()
    assert messages == ["1"]
    assert all(secrets(request) == ["x-key: hunter2"] for request in server.requests)
    assert [secrets(request) for request in other.requests] == [[], []]
    assert "last-event-id: 7" in lines(other.requests[1])


@pytest.mark.parametrize(
    "status, sent",
    [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")],
)
def test_a_redirected_body_goes_along_as_fetch_lets_it(run, status, sent):
    server = RawServer(answer(f"{status} Moved", "Location: there?x=1#y"), OK)
    assert run(server.address, POST)["success"]
    server.close()
    first, second = server.requests
    assert second.startswith(f"{sent} /there?x=1 HTTP/1.1")
    assert second.endswith('{"a":1}' if sent == "POST" else "\r\n\r\n")
    assert any(line.startswith("content-type") for line in lines(second)) == (sent == "POST")


@pytest.mark.parametrize(
    "location, told",
    [
        ("/look", "too many redirects"),
        ("ftp://127.0.0.1/hunter2", "a redirect to no http address"),
        ("http://[hunter2", "a redirect to no http address"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_an_error_of_its_own(run, location, told):
    # A client may open more connections than it uses.
    server = RawServer(*[answer("302 Found", f"Location: {location}")] * 60)
    result = run(server.address, "await api.get_look().then((r) => [r.cause?.kind, r.error])")
    server.close()
    assert result == ["redirect", told]


@pytest.mark.parametrize("redirect", ["manual", "error"])
def test_what_the_caller_says_of_redirects_holds(run, redirect):
    server = RawServer(answer("302 Found", "Location: /there"))
    result = run(
        server.address,
        f'await api.get_look(undefined, undefined, undefined, {{ init: {{ redirect: "{redirect}" }} }})'
        ".then((r) => [r.cause?.kind, r.status])",
    )
    server.close()
    assert result == (["status", 302] if redirect == "manual" else ["connect", 0])
    assert len(server.requests) == 1
