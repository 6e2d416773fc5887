"""What is exported in other languages than TypeScript: it type-checks, it runs, it is read back."""

import asyncio
import importlib.util
import json
import os
import re
import subprocess
import urllib.parse

import pytest

import program
import swift
from conformance import FORMATS, cases, served
from program import EXAMPLE, PYTHON, ROOT
from raw_server import RawServer, head

FIXTURES = ROOT / "Tests/ClientExportTests/Fixtures"
STREAMS = ("sse", "ndjson", "text", "file")


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The example's client in a language, as a file; written once."""
    folder = tmp_path_factory.mktemp("languages")

    def export(language, name):
        path = folder / name
        if not path.exists():
            result = program.run(
                "export", EXAMPLE / "main.py", "--python", PYTHON, "--as", language, "--out", path,
                folder=folder,
            )
            assert result.status == 0, result.errors
        return path

    return export


@pytest.fixture(scope="session")
def client(exported):
    """The exported Python module."""
    return load(exported("python", "api.py"))


def load(path):
    specification = importlib.util.spec_from_file_location("api", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def typed(*files, folder):
    result = subprocess.run(
        [PYTHON, "-m", "mypy", "--strict", "--cache-dir", folder / "mypy", *files],
        cwd=folder, capture_output=True, text=True, timeout=120,
    )
    return result.stdout + result.stderr


# Python.


def test_python_passes_mypy_strictly(exported, tmp_path):
    calls = exported("python", "api.py").with_name("calls.py")
    calls.write_text(
        """
from api import AsyncClient, Client, HttpError


def run() -> None:
    with Client(headers={"X-Trace": "1"}) as client:
        for event in client.stream_orders(limit=3):
            print(event.json()["article"].upper())
        for record in client.stream_analytics_data():
            print(record)
        for text in client.stream_logs(lines=2):
            print(text.upper())
        print(client.download_file("report", to="report.pdf").name)
        try:
            print(client.read_user(1)["name"].upper())
        except HttpError as error:
            print(error.status, error.detail)


async def run_too() -> None:
    async with AsyncClient() as client:
        async for event in client.stream_chat({"message": "hi"}):
            print(event.data)
        print((await client.read_user(1))["id"] + 1)
"""
    )
    assert typed(calls, exported("python", "api.py"), folder=calls.parent).startswith("Success")


@pytest.mark.parametrize("name", ["classic.py", "nasty.py"])
def test_python_names_anything(name, tmp_path):
    assert typed(FIXTURES / name, folder=tmp_path).startswith("Success")
    run = subprocess.run([PYTHON, "-B", FIXTURES / name], capture_output=True, text=True, timeout=30)
    assert (run.returncode, run.stderr) == (0, "")


def test_python_reads_each_kind(client, backend, tmp_path):
    with client.Client(backend) as api:
        orders = api.stream_orders(limit=2, reconnect="never")
        assert [event.json()["number"] for event in orders] == [1, 2]
        rows = list(api.stream_analytics_data())
        assert len(rows) == 2000 and rows[1] == {"name": "page-1", "value": 3.7}
        assert "".join(api.stream_logs(lines=2)).splitlines()[1] == "INFO worker-1 job 1 done ✓ 完了"
        steps = []
        path = api.download_file("report", to=tmp_path / "r.pdf", progress=lambda *step: steps.append(step))
        assert path.stat().st_size == 48 * 1024 == steps[-1][0]
        assert [file.name for file in tmp_path.iterdir()] == ["r.pdf"]
        assert api.read_user(3) == {"id": 3, "name": "Γιώργος"}


def test_python_reads_each_kind_asynchronously(client, backend, tmp_path):
    async def run():
        async with client.AsyncClient(backend) as api:
            orders = [event async for event in api.stream_orders(limit=2, reconnect="never")]
            rows = [row async for row in api.stream_analytics_data()]
            text = "".join([text async for text in api.stream_logs(lines=2)])
            path = await api.download_file("report", to=tmp_path / "r.pdf")
            user = await api.read_user(1)
            return [order.json()["number"] for order in orders], len(rows), text, path, user

    numbers, count, text, path, user = asyncio.run(run())
    assert (numbers, count, user) == ([1, 2], 2000, {"id": 1, "name": "Ada"})
    assert text.endswith("完了\n") and path.stat().st_size == 48 * 1024


def test_python_sends_a_body_and_stops_at_the_sentinel(client, backend):
    with client.Client(backend) as api:
        data = [event.data for event in api.stream_chat({"message": "hi"})]
    assert json.loads(data[0]) == {"delta": "You "} and data[-1] == "[DONE]"


def test_python_raises_typed_errors(client, backend, unused_address):
    with client.Client(backend) as api:
        with pytest.raises(client.HttpError) as caught:
            api.read_user(99)
        assert (caught.value.status, caught.value.detail) == (404, "There is no user 99")
        with pytest.raises(client.HttpError):
            list(api.stream_chat({"message": ""}))
        with pytest.raises(client.ClientError) as lost:
            list(api.stream_unstable(after=1))
        assert lost.value.kind == "connectionLost"
    with client.Client(unused_address) as api, pytest.raises(client.ClientError) as refused:
        api.read_user(1)
    assert refused.value.kind == "connect"


def test_python_resumes_after_the_last_event(client, backend):
    with client.Client(backend) as api:
        prices = api.stream_prices(last_event_id="41")
        event = next(prices)
        prices.close()
    assert (event.type, event.last_event_id) == ("price", "42")


@pytest.fixture
def play():
    servers = []

    def start(*scripts):
        servers.append(RawServer(*scripts))
        return servers[-1].address

    yield start
    for server in servers:
        server.close()


def test_python_holds_every_conformance_case_of_events(client, play):
    every = cases("sse.json")
    with client.Client(play(*[served(case, head("text/event-stream")) for case in every])) as api:
        for case in every:
            events = [tuple(event) for event in api.stream_notifications(1, reconnect="never")]
            wanted = [(event["type"], event["data"], event["lastEventId"]) for event in case["expect"]["events"]]
            assert events == wanted, case["name"]


@pytest.mark.parametrize("format, media_type", FORMATS.items())
def test_python_holds_every_conformance_case_of_records(client, play, format, media_type):
    every = cases("ndjson.json", format)
    with client.Client(play(*[served(case, head(media_type)) for case in every])) as api:
        for case in every:
            values, wanted = [], [json.loads(record) for record in case["expect"]["records"]]
            try:
                values += api.stream_analytics_data()
                assert not case["expect"]["errors"], case["name"]
            except client.RecordError as error:
                # The first invalid record ends it.
                assert case["expect"]["errors"] and error.kind == "invalidRecord", (case["name"], error)
                wanted = wanted[: len(values)]
            assert values == wanted, case["name"]


def test_python_sends_the_parts_of_a_form(fluidtop, play, tmp_path):
    text = {"type": "string"}
    schema = {
        "properties": {
            "file": {**text, "format": "binary"}, "more": {"type": "array", "items": {**text, "format": "binary"}},
            "tags": {"type": "array", "items": text}, "note": text,
        }
    }  # fmt: skip
    post = {"operationId": "upload", "requestBody": {"content": {"multipart/form-data": {"schema": schema}}}}
    (tmp_path / "forms.json").write_text(json.dumps({"openapi": "3.1.0", "paths": {"/upload": {"post": post}}}))
    result = fluidtop("export", "forms.json", "--as", "python", "--out", "api.py")
    assert result.status == 0, result.errors
    forms = load(tmp_path / "api.py")
    server = RawServer([head("application/json") + b"{}", RawServer.FIN])
    with forms.Client(server.address) as api:
        api.upload(body={"file": b"1", "more": [b"2", b"3"], "tags": ["a", "b"], "note": None})
    server.close()
    parts = re.findall(r'form-data; name="(\w+)"(; filename="\w+")?', server.requests[0])
    assert [(name, bool(file)) for name, file in parts] == [
        ("file", True), ("more", True), ("more", True), ("tags", False), ("tags", False)
    ]  # fmt: skip


def test_python_tells_of_a_lost_connection_in_its_log(client, play, caplog):
    events = head("text/event-stream") + b"retry: 100\ndata: 1\n\n"
    with client.Client(play([events, RawServer.FIN], [events, RawServer.CLOSED])) as api:
        stream = api.stream_notifications(1)
        assert [next(stream).data, next(stream).data] == ["1", "1"]
    assert caplog.messages == ["the server ended the stream; connecting again in 0.1 s"]
    # What no second try would change is not tried again.
    with client.Client("") as api, pytest.raises(client.ClientError) as caught:
        list(api.stream_notifications(1))
    assert caught.value.kind == "connect"


def test_python_waits_for_events_and_for_nothing_else(client, play, unused_address):
    rows = play([head("application/x-ndjson"), b"1\n", RawServer.RST])
    with client.Client(rows) as api, pytest.raises(client.ConnectionFailure):
        list(api.stream_analytics_data())
    with client.Client(unused_address) as api, pytest.raises(client.ConnectionFailure):
        list(api.stream_analytics_data())
    busy = b"HTTP/1.1 503 Busy\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\nConnection: close\r\n\r\n"
    events = head("text/event-stream") + b"retry: 100\ndata: 1\n\n"
    with client.Client(play([events, RawServer.FIN], [busy, RawServer.FIN], [events, RawServer.CLOSED])) as api:
        stream = api.stream_notifications(1)
        assert [next(stream).data, next(stream).data] == ["1", "1"]


RECORDS = [
    ('[{"a": 1}, "x]", [1, 2] ,3.5, true,\n null,"\\"é😀"]', [{"a": 1}, "x]", [1, 2], 3.5, True, None, '"é😀']),
    ('{"a": "}"}{"b": [1]}\n12 "é" 1e2', [{"a": "}"}, {"b": [1]}, 12, "é", 100.0]),
    ("[1, 2] [3]", [1, 2, 3]),
    ("[1, 2 3]", [1, 2, "a comma is missing between two records"]),
    ("[1, NaN, 2]", [1, "a record is not JSON: NaN is not JSON"]),
    ('["a", "b"', ["a", "b", "the array of records ends too early"]),
    (f'[1, "{"a" * 40}", 2]', [1, "a record is larger than 32 bytes"]),
]


def records(client, *parts):
    """What a decoder gives out for the parts of a body, its error last."""
    decoder, found = client._ArrayDecoder(32), []
    try:
        for part in parts:
            for record in decoder.push(part):
                found.append(record)
        for record in decoder.finish():
            found.append(record)
    except client.RecordError as error:
        found.append(str(error))
    return found


@pytest.mark.parametrize("text, wanted", RECORDS)
def test_python_reads_the_same_records_however_the_bytes_are_cut(client, text, wanted):
    body = text.encode()
    assert records(client, body) == wanted
    assert records(client, *(bytes([byte]) for byte in body)) == wanted
    for cut in range(len(body)):
        assert records(client, body[:cut], body[cut:]) == wanted, cut


def answer(status, *lines):
    text = "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""])
    return [text.encode(), RawServer.FIN]


OK = answer("200 OK", "Content-Type: application/json", "Content-Length: 4")
OK.insert(1, b"null")
LOOK = {
    "openapi": "3.1.0", "info": {"title": "Looks", "version": "1"},
    "components": {
        "securitySchemes": {
            "Session": {"type": "apiKey", "in": "cookie", "name": "session"},
            "Key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        }
    },
    "paths": {
        "/look": {
            method: {
                "operationId": method + "_look", "security": [{"Session": [], "Key": []}],
                "parameters": [
                    {"name": "sid", "in": "cookie", "schema": {"type": "string"}},
                    {"name": "X-Tag", "in": "header", "schema": {"type": "array", "items": {"type": "string"}}},
                    {
                        "name": "ids", "in": "query", "style": "form", "explode": False,
                        "schema": {"type": "array", "items": {"type": "string"}},
                    },
                ],
                "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}},
            }
            for method in ("get", "head", "delete")
        }
    },
}  # fmt: skip


def exported_looks(fluidtop, folder, language, name):
    (folder / "looks.json").write_text(json.dumps(LOOK))
    result = fluidtop("export", "looks.json", "--as", language, "--out", name)
    assert result.status == 0, result.errors
    return folder / name


@pytest.fixture
def looks(fluidtop, tmp_path):
    return load(exported_looks(fluidtop, tmp_path, "python", "api.py"))


@pytest.fixture
def both(looks):
    """Makes one call of the blocking client, and the same of the asynchronous one."""

    def call(address, name, *, headers={}, auth=None, **arguments):
        async def later():
            async with looks.AsyncClient(address, headers=headers, auth=auth) as api:
                return await getattr(api, name)(**arguments)

        with looks.Client(address, headers=headers, auth=auth) as api:
            return getattr(api, name)(**arguments), asyncio.run(later())

    return call


def lines(request):
    return [line for line in request.lower().split("\r\n")[1:] if line]


def test_python_takes_no_body_for_none(both, play):
    labelled = ["Content-Type: application/json"]
    empty = answer("204 No Content", *labelled)
    assert both(play(empty, empty), "delete_look") == (None, None)
    head_alone = answer("200 OK", *labelled, "Content-Length: 4")
    assert both(play(head_alone, head_alone), "head_look") == (None, None)


def test_python_sends_cookies_as_they_are_and_a_line_for_each_value(both):
    server = RawServer(OK, OK)
    both(server.address, "get_look", sid='a+/= "é', X_Tag=["a, b", "c"], ids=["1,2", "3"],
         auth=lambda: {"Session": "x%41=="})  # fmt: skip
    server.close()
    for request in server.requests:
        assert request.startswith("GET /look?ids=1%2C2,3 HTTP/1.1")
        assert "cookie: sid=a+/=%20%22%c3%a9; session=x%41==" in lines(request)
        assert [line for line in lines(request) if line.startswith("x-tag")] == ["x-tag: a, b", "x-tag: c"]


def secret(request):
    return [line for line in lines(request) if line.endswith("hunter2")]


def test_python_keeps_its_secrets_within_their_origin_when_it_is_redirected(both):
    other = RawServer(OK, OK)
    away = answer("307 Temporary Redirect", f"Location: {other.address}/there")
    slash = answer("307 Temporary Redirect", "Location: /look/")
    server = RawServer(slash, away, slash, away)
    both(
        server.address, "get_look", headers={"Authorization": "hunter2", "X-Own": "hunter2"},
        auth=lambda: {"Session": "hunter2", "Key": "hunter2"}, X_Tag=["kept"],
    )  # fmt: skip
    server.close()
    other.close()
    assert [request.split()[1] for request in server.requests] == ["/look", "/look/"] * 2
    for request in server.requests:
        assert sorted(secret(request)) == [
            "authorization: hunter2", "cookie: session=hunter2", "x-key: hunter2", "x-own: hunter2",
        ]  # fmt: skip
    for request in other.requests:
        assert request.startswith("GET /there ") and "x-tag: kept" in lines(request)
        assert "hunter2" not in request


def test_python_does_not_follow_redirects_without_end(both, looks, play):
    with pytest.raises(looks.ClientError) as caught:
        both(play(*[answer("302 Found", "Location: /look")] * 21), "get_look")
    assert (caught.value.kind, str(caught.value)) == ("redirect", "the server redirects more than 20 times")


def test_python_waits_for_an_answer_as_long_as_it_is_told(looks, play, monkeypatch):
    waits = []
    send = looks.httpx.Client.send

    def noting(self, request, **options):
        waits.append(request.extensions["timeout"]["read"])
        return send(self, request, **options)

    monkeypatch.setattr(looks.httpx.Client, "send", noting)
    address = play(OK, OK, OK)
    own = looks.httpx.Client(timeout=9)
    for settings in ({}, {"timeout": 7}, {"http": own}):
        with looks.Client(address, **settings) as api:
            api.get_look()
    assert waits == [60, 7, 9]


# Swift.


needs_build = pytest.mark.skipif(not swift.IS_HERE, reason="needs a debug build of the package")


@needs_build
def test_swift_compiles(exported, tmp_path):
    (tmp_path / "calls.swift").write_text(
        """
        import StreamClient

        func run() async throws {
          let client = Client()
          for try await event in try client.streamOrders(limit: 3) {
            print(try event.value().article.uppercased())
          }
          for try await event in try client.streamChat(body: ChatRequest(message: "hi")) {
            print(event.data)
          }
          for try await text in try client.streamLogs(lines: 2) { print(text.uppercased()) }
          print(try await client.readUser(userId: 1).name.uppercased())
          print(try await client.downloadFile(fileId: "report", to: .folder(".")).length + 1)
        }
        """
    )
    assert swift.problems(exported("swift", "api.swift"), tmp_path / "calls.swift") == ""


@needs_build
@pytest.mark.parametrize("name", ["classic", "nasty"])
def test_swift_names_anything(name, tmp_path):
    file = tmp_path / "api.swift"
    file.write_text((FIXTURES / f"{name}.swift.txt").read_text())
    assert swift.problems(file) == ""


@needs_build
def test_swift_sends_null_for_what_is_required_and_nil(fluidtop, tmp_path):
    note = {
        "type": "object", "required": ["text", "size"],
        "properties": {
            "text": {"type": ["string", "null"]}, "size": {"type": "integer"}, "tag": {"type": ["string", "null"]},
        },
    }  # fmt: skip
    body = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}
    document = {
        "openapi": "3.1.0", "paths": {"/notes": {"post": {"operationId": "write", "requestBody": body}}},
        "components": {"schemas": {"Note": note}},
    }  # fmt: skip
    (tmp_path / "notes.json").write_text(json.dumps(document))
    result = fluidtop("export", "notes.json", "--as", "swift", "--out", "api.swift")
    assert result.status == 0, result.errors
    (tmp_path / "main.swift").write_text(
        "import Foundation\n"
        "let encoder = JSONEncoder()\nencoder.outputFormatting = .sortedKeys\n"
        "print(String(decoding: try encoder.encode(Note(size: 1)), as: UTF8.self))\n"
    )
    notes = swift.build(tmp_path / "api.swift", tmp_path / "main.swift", program=tmp_path / "notes")
    written = subprocess.run([notes], capture_output=True, text=True, timeout=30).stdout
    assert written == '{"size":1,"text":null}\n'


# Secrets.


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


def exported_doors(fluidtop, folder, language, name):
    (folder / "doors.json").write_text(json.dumps(DOORS))
    result = fluidtop("export", "doors.json", "--as", language, "--out", name)
    assert result.status == 0, result.errors
    return folder / name


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
    exported_doors(fluidtop, tmp_path, "python", "api.py")
    use = tmp_path / "use.py"
    use.write_text(
        "import sys\n\nfrom api import Client\n" + SECRETS + "\n\n"
        "with Client(sys.argv[1], auth=secrets) as client:\n"
        "    print([event.data for event in client.door()])\n    client.garden()\n"
    )
    assert typed(use, tmp_path / "api.py", folder=tmp_path).startswith("Success")
    run = subprocess.run([PYTHON, "-B", use, doors.address], capture_output=True, text=True, timeout=30)
    assert run.stdout == "['1', '1']\n", run.stderr
    each_secret_was_in_its_place(doors.requests, "cd")


def test_python_asks_an_asynchronous_function_for_the_secrets(fluidtop, doors, tmp_path):
    exported_doors(fluidtop, tmp_path, "python", "api.py")
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
    assert typed(use, tmp_path / "api.py", folder=tmp_path).startswith("Success")
    run = subprocess.run([PYTHON, "-B", use, doors.address], capture_output=True, text=True, timeout=30)
    assert run.stdout == "['1', '1']\n", run.stderr
    each_secret_was_in_its_place(doors.requests, "cd")


@needs_build
def test_swift_puts_each_secret_where_its_scheme_wants_it(fluidtop, doors, tmp_path):
    api = exported_doors(fluidtop, tmp_path, "swift", "api.swift")
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
    run = subprocess.run([use, doors.address], capture_output=True, text=True, timeout=30)
    assert run.stdout == "1\n1\n", run.stderr
    each_secret_was_in_its_place(doors.requests, "cd")


@needs_build
def test_swift_sends_what_it_was_given_and_takes_all_of_what_comes(fluidtop, tmp_path):
    def item(**members):
        return {
            "type": "object", "required": ["id"], "properties": {name: {"type": type} for name, type in members.items()},
        }  # fmt: skip

    document = json.loads(json.dumps(LOOK))
    document["components"]["schemas"] = {"Small": item(id="integer"), "Big": item(id="integer", name="string")}
    choices = [{"$ref": "#/components/schemas/Small"}, {"$ref": "#/components/schemas/Big"}]
    document["paths"]["/look"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] = {"anyOf": choices}
    (tmp_path / "looks.json").write_text(json.dumps(document))
    result = fluidtop("export", "looks.json", "--as", "swift", "--out", "api.swift")
    assert result.status == 0, result.errors
    (tmp_path / "main.swift").write_text(
        """
        import StreamClient

        var client = Client(baseURL: CommandLine.arguments[1])
        client.secrets.session = { "x%41==" }
        print(try await client.getLook(sid: "a+/= \\"é", xTag: ["a, b", "c"], ids: ["1,2", "3"]))
        print(try await client.getLook())
        """
    )
    use = swift.build(tmp_path / "api.swift", tmp_path / "main.swift", program=tmp_path / "use")
    answers = [[head("application/json"), text, RawServer.FIN] for text in (b'{"id":1,"name":"big"}', b'{"id":1}')]
    server = RawServer(*answers)
    run = subprocess.run([use, server.address], capture_output=True, text=True, timeout=30)
    server.close()
    assert run.stdout == 'big(use.Big(id: 1, name: Optional("big")))\nsmall(use.Small(id: 1))\n', run.stderr
    request = server.requests[0]
    assert request.startswith("GET /look?ids=1%2C2,3 HTTP/1.1")
    assert "cookie: sid=a+/=%20%22%c3%a9; session=x%41==" in lines(request)
    assert [line for line in lines(request) if line.startswith("x-tag")] == ["x-tag: a, b", "x-tag: c"]


# Shells.


def shell(line, folder, **variables):
    path = f"{PYTHON.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60,
        env=program.environment(folder, PATH=path, **variables),
    )


HOSTILE = "=a&b c%41+'\"$HOME`id`"


def form(media_type):
    text = {"type": "string"}
    properties = {"path": {**text, "default": "a&b=c\nd"}, "password": text, "tags": {"type": "array", "items": text}}
    schema = {"type": "object", "required": [*properties], "properties": properties}
    return {"required": True, "content": {media_type: {"schema": schema}}}


COMMANDS = {
    "openapi": "3.1.0", "info": {"title": "Commands", "version": "1"},
    "paths": {
        "/q": {"get": {"operationId": "q", "parameters": [
            {"name": name, "in": place, "required": True, "schema": {"type": "string"}}
            for name, place in [("path", "query"), ("a-b", "query"), ("a_b", "query"), ("X-Key", "header")]
        ]}},
        "/f": {"post": {"operationId": "f", "requestBody": form("application/x-www-form-urlencoded")}},
        "/m": {"post": {"operationId": "m", "requestBody": form("multipart/form-data")}},
    },
}  # fmt: skip


@pytest.fixture
def command(fluidtop, tmp_path):
    """Runs the command for an endpoint with values for its variables; what the server was asked."""
    (tmp_path / "commands.json").write_text(json.dumps(COMMANDS))

    def run(language, name, **variables):
        server = RawServer(OK)
        code = fluidtop(
            "export", "commands.json", "--endpoint", name, "--as", language, "--base-url", server.address
        ).output
        result = shell(code, tmp_path, **variables)
        server.close()
        assert result.returncode == 0, (code, result)
        return server.requests[0]

    return run


@pytest.mark.parametrize("language", ["curl", "httpie"])
def test_a_command_sends_any_value_of_its_variables(command, language):
    request = command(language, "q", VALUE_PATH=HOSTILE, A_B="1", A_B_2="2", X_KEY=HOSTILE)
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(request.split()[1]).query)
    assert query == {"path": [HOSTILE], "a-b": ["1"], "a_b": ["2"]}
    assert f"X-Key: {HOSTILE}" in request.split("\r\n")


def test_curl_sends_any_secret_of_a_form(command):
    request = command("curl", "f", PASSWORD=HOSTILE)
    sent = urllib.parse.parse_qs(request.partition("\r\n\r\n")[2])
    assert sent == {"path": ["a&b=c\nd"], "password": [HOSTILE], "tags": ["string"]}
    parts = re.findall(r'name="(\w+)"\r\n\r\n(.*?)\r\n--', command("curl", "m", PASSWORD=HOSTILE), re.DOTALL)
    assert parts == [("path", "a&b=c\nd"), ("password", HOSTILE), ("tags", "string")]


@pytest.mark.parametrize("language", ["curl", "httpie"])
def test_a_command_runs_in_a_shell(fluidtop, backend, tmp_path, language):
    for name, variables, expected in (
        ("stream_analytics_data", {}, '"page-39"'), ("stream_chat", {}, "[DONE]"),
        ("read_user", {"USER_ID": "2"}, "Grace"),
    ):
        code = fluidtop("export", backend, EXAMPLE, "--endpoint", name, "--as", language).output
        result = shell(code, tmp_path, **variables)
        assert result.returncode == 0, result
        assert expected in result.stdout


def test_httpie_downloads(fluidtop, backend, tmp_path):
    code = fluidtop("export", backend, EXAMPLE, "--endpoint", "download_file", "--as", "httpie").output
    result = shell(code, tmp_path, FILE_ID="report")
    assert result.returncode == 0, result
    # Only to a terminal it says where the file is; else the file is its output.
    assert len(result.stdout) == 48 * 1024


# Documents.


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
    assert {endpoint["kind"] for endpoint in read["endpoints"]} > set(STREAMS)


def test_the_discovery_document_is_that_of_list(exported, fluidtop):
    listed = fluidtop("list", EXAMPLE / "main.py", "--python", PYTHON, "--all", "--json").json()
    written = json.loads(exported("json", "api.json").read_text())
    assert written["endpoints"] == listed["endpoints"]
    assert written["version"] == listed["version"]
