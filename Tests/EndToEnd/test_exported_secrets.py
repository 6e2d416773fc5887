"""Secrets in exported Python and Swift: each goes where its scheme wants it, and nowhere else."""

import re
import subprocess

import pytest

import exporting
import swift
from program import LONGEST, PYTHON
from raw_server import RawServer, head

SCHEMES = {
    "Query": {"type": "apiKey", "in": "query", "name": "api key"},
    "Cookie": {"type": "apiKey", "in": "cookie", "name": "door"},
    "Header": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "Basic": {"type": "http", "scheme": "basic"},
    "Bearer": {"type": "oauth2", "flows": {}},
    "Digest": {"type": "http", "scheme": "digest"},
}
EVENTS = {"200": {"content": {"text/event-stream": {"itemSchema": {"type": "object"}}}}}
DOORS = {
    "openapi": "3.1.0", "info": {"title": "Doors", "version": "1"}, "components": {"securitySchemes": SCHEMES},
    "paths": {
        "/door": {
            "get": {"operationId": "door", "security": [{name: [] for name in SCHEMES}], "responses": EVENTS}
        },
        "/garden": {
            "get": {"operationId": "garden", "security": [{"Header": []}], "responses": {"200": {"description": ""}}}
        },
    },
}  # fmt: skip


@pytest.fixture
def doors():
    """A server that ends its events twice, and tells then that there are no more of them."""
    no_content = [b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", RawServer.FIN]
    events = [head("text/event-stream"), b"retry: 100\ndata: 1\n\n", RawServer.FIN]
    server = RawServer(events, events, no_content, no_content)
    yield server
    server.close()


def each_secret_was_in_its_place(requests, cookie):
    first, second, third, garden = requests
    assert first.startswith("GET /door?api%20key=a%20b HTTP/1.1")
    lines = [line.lower() for line in first.split("\r\n")]
    assert f"cookie: door={cookie}" in lines and "x-key: k" in lines
    assert not any(line.startswith("authorization:") for line in lines)
    assert second.startswith("GET /door HTTP/1.1")
    assert re.search("(?i)authorization: Basic bWU6cMOk\r\n", second)
    assert re.search("(?i)authorization: Bearer t\r\n", third)
    # What another endpoint's scheme asks for is not for this one.
    assert re.search("(?i)x-key: k\r\n", garden) and not re.search("(?i)authorization|cookie|bearer", garden)


SECRETS = """
attempt = 0


def secrets() -> dict[str, str]:
    global attempt
    attempt += 1
    if attempt == 1:
        return {"Query": "a b", "Cookie": "cd", "Header": "k"}
    if attempt == 2:
        return {"Basic": "me:pä"}
    return {"Bearer": "t", "Header": "k"}
"""


def test_python_puts_each_secret_where_its_scheme_wants_it(fluidtop, doors, tmp_path):
    exporting.write(fluidtop, tmp_path, DOORS, "api.py")
    use = tmp_path / "use.py"
    use.write_text(
        "import sys\n\nfrom api import Client\n" + SECRETS + "\n\n"
        "with Client(sys.argv[1], auth=secrets) as client:\n"
        "    print([event.data for event in client.door()])\n    client.garden()\n"
    )
    assert exporting.typed(use, tmp_path / "api.py", folder=tmp_path).startswith("Success")
    run = subprocess.run([PYTHON, "-B", use, doors.address], capture_output=True, text=True, timeout=LONGEST)
    assert run.stdout == "['1', '1']\n", run.stderr
    each_secret_was_in_its_place(doors.requests, "cd")


def test_python_asks_an_asynchronous_function_for_the_secrets(fluidtop, doors, tmp_path):
    exporting.write(fluidtop, tmp_path, DOORS, "api.py")
    use = tmp_path / "use.py"
    use.write_text(
        "import asyncio\nimport sys\n\nfrom api import AsyncClient\n" + SECRETS + "\n\n"
        "async def later() -> dict[str, str]:\n    await asyncio.sleep(0)\n    return secrets()\n\n\n"
        "async def main() -> None:\n"
        "    async with AsyncClient(sys.argv[1], auth=later) as client:\n"
        "        print([event.data async for event in client.door()])\n"
        "    async with AsyncClient(sys.argv[1], auth=secrets) as client:\n"
        "        await client.garden()\n\n\n"
        "asyncio.run(main())\n"
    )
    assert exporting.typed(use, tmp_path / "api.py", folder=tmp_path).startswith("Success")
    run = subprocess.run([PYTHON, "-B", use, doors.address], capture_output=True, text=True, timeout=LONGEST)
    assert run.stdout == "['1', '1']\n", run.stderr
    each_secret_was_in_its_place(doors.requests, "cd")


@swift.needs_build
def test_swift_puts_each_secret_where_its_scheme_wants_it(fluidtop, doors, tmp_path):
    api = exporting.write(fluidtop, tmp_path, DOORS, "api.swift")
    (tmp_path / "main.swift").write_text(
        """
        import StreamClient

        actor Attempts {
          var count = 0

          func secret(_ first: String? = nil, _ second: String? = nil, _ third: String? = nil) -> String? {
            [first, second, third][min(count, 3) - 1]
          }

          func next() -> String? {
            count += 1
            return secret("a b")
          }
        }

        let attempts = Attempts()
        var client = Client(baseURL: CommandLine.arguments[1])
        // The first of the schemes counts the connections.
        client.secrets.query = { await attempts.next() }
        client.secrets.cookie = { await attempts.secret("cd") }
        client.secrets.header = { await attempts.secret("k", nil, "k") }
        client.secrets.basic = { await attempts.secret(nil, "me:pä") }
        client.secrets.bearer = { await attempts.secret(nil, nil, "t") }
        for try await event in try client.door() { print(event.data) }
        _ = try await client.garden()
        """
    )
    use = swift.build(api, tmp_path / "main.swift", program=tmp_path / "use")
    run = subprocess.run([use, doors.address], capture_output=True, text=True, timeout=LONGEST)
    assert run.stdout == "1\n1\n", run.stderr
    each_secret_was_in_its_place(doors.requests, "cd")
