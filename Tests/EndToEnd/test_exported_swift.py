"""Exported Swift: it compiles over StreamClient, names anything, sends and takes what was meant."""

import copy
import subprocess

import pytest

import exporting
import swift
from program import LONGEST
from raw_server import OK, RawServer, head, lines


@swift.needs_build
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


@swift.needs_build
@pytest.mark.parametrize("name", ["classic", "nasty"])
def test_swift_names_anything(name, tmp_path):
    file = tmp_path / "api.swift"
    file.write_text((exporting.FIXTURES / f"{name}.swift.txt").read_text())
    assert swift.problems(file) == ""


@swift.needs_build
def test_a_form_with_a_text_that_must_be_there_compiles_without_a_warning(fluidtop, tmp_path):
    schema = {
        "type": "object", "required": ["title", "name", "file"],
        "properties": {
            "title": {"type": "string"}, "name": {"$ref": "#/components/schemas/Name"},
            "file": {"type": "string", "format": "binary"}, "note": {"type": "string"},
        },
    }  # fmt: skip
    body = {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    document = {
        "openapi": "3.1.0", "paths": {"/notes": {"post": {"operationId": "write", "requestBody": body}}},
        "components": {"schemas": {"Name": {"type": "string"}}},
    }  # fmt: skip
    assert swift.problems(exporting.write(fluidtop, tmp_path, document, "api.swift")) == ""


@swift.needs_build
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
    api = exporting.write(fluidtop, tmp_path, document, "api.swift")
    (tmp_path / "main.swift").write_text(
        "import Foundation\n"
        "let encoder = JSONEncoder()\nencoder.outputFormatting = .sortedKeys\n"
        "print(String(decoding: try encoder.encode(Note(size: 1)), as: UTF8.self))\n"
    )
    notes = swift.build(api, tmp_path / "main.swift", program=tmp_path / "notes")
    written = subprocess.run([notes], capture_output=True, text=True, timeout=LONGEST).stdout
    assert written == '{"size":1,"text":null}\n'


@swift.needs_build
def test_swift_sends_what_it_was_given_and_takes_all_of_what_comes(fluidtop, tmp_path):
    def item(**members):
        properties = {name: {"type": type} for name, type in members.items()}
        return {"type": "object", "required": ["id"], "properties": properties}

    document = copy.deepcopy(exporting.LOOK)
    document["components"]["schemas"] = {"Small": item(id="integer"), "Big": item(id="integer", name="string")}
    choices = [{"$ref": "#/components/schemas/Small"}, {"$ref": "#/components/schemas/Big"}]
    document["paths"]["/look"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] = {"anyOf": choices}
    api = exporting.write(fluidtop, tmp_path, document, "api.swift")
    (tmp_path / "main.swift").write_text(
        """
        import StreamClient

        var client = Client(baseURL: CommandLine.arguments[1])
        client.secrets.session = { "x%41==" }
        print(try await client.getLook(sid: "a+/= \\"é", xTag: ["a, b", "c"], ids: ["1,2", "3"]))
        print(try await client.getLook())
        """
    )
    use = swift.build(api, tmp_path / "main.swift", program=tmp_path / "use")
    answers = [[head("application/json"), text, RawServer.FIN] for text in (b'{"id":1,"name":"big"}', b'{"id":1}')]
    server = RawServer(*answers)
    run = subprocess.run([use, server.address], capture_output=True, text=True, timeout=LONGEST)
    server.close()
    assert run.stdout == 'big(use.Big(id: 1, name: Optional("big")))\nsmall(use.Small(id: 1))\n', run.stderr
    request = server.requests[0]
    assert request.startswith("GET /look?ids=1%2C2,3 HTTP/1.1")
    assert "cookie: sid=a+/=%20%22%c3%a9; session=x%41==" in lines(request)
    assert [line for line in lines(request) if line.startswith("x-tag")] == ["x-tag: a, b", "x-tag: c"]


@swift.needs_build
def test_swift_refuses_a_path_that_steps_up_to_another_endpoint(fluidtop, play, tmp_path):
    api = exporting.write(fluidtop, tmp_path, exporting.RAW_FILE, "api.swift")
    (tmp_path / "main.swift").write_text(
        """
        import StreamClient

        let client = Client(baseURL: CommandLine.arguments[1])
        for path in ["../../tree", "a/..", "a/./b", "..", "a..b/.c/d."] {
          do {
            print(try await client.rawFile(path: path).status)
          } catch let failure as StreamFailure {
            print(failure.kind, failure.message)
          }
        }
        """
    )
    use = swift.build(api, tmp_path / "main.swift", program=tmp_path / "use")
    server = play(OK)
    run = subprocess.run([use, server.address], capture_output=True, text=True, timeout=LONGEST)
    refused = "connect the request cannot be sent: no path can hold '{}' as path\n"
    assert run.stdout == "".join(map(refused.format, ["../../tree", "a/..", "a/./b", ".."])) + "200\n", run.stderr
    assert [request.split()[1] for request in server.requests] == ["/files/a..b/.c/d./raw"]


@swift.needs_build
def test_swift_sends_null_for_a_body_that_must_be_there_and_tells_what_is_wrong(fluidtop, play, tmp_path):
    api = exporting.write(fluidtop, tmp_path, exporting.MAYBE, "api.swift")
    (tmp_path / "main.swift").write_text(
        """
        import StreamClient

        let client = Client(baseURL: CommandLine.arguments[1])
        for note in [nil, Note(text: "hi")] {
          do {
            _ = try await client.putNote(body: note)
          } catch let failure as StreamFailure {
            print(failure.message, failure.detail?.text() ?? "nil")
          }
        }
        """
    )
    use = swift.build(api, tmp_path / "main.swift", program=tmp_path / "use")
    detail = '[{"loc":["body","n",0],"msg":"Not a number","input":"hunter2"},{"loc":1,"msg":"Bad\\u001b"}]'
    refusals = [
        [head("application/json", status) + body.encode(), RawServer.FIN]
        for status, body in [("422 Bad", f'{{"detail":{detail}}}'), ("404 Gone", '{"detail":"There is no note"}')]
    ]
    server = play(*refusals)
    run = subprocess.run([use, server.address], capture_output=True, text=True, timeout=LONGEST)
    assert run.stdout == (
        f"the server answered with status 422: body.n.0: Not a number; 1: Bad\ufffd {detail}\n"
        'the server answered with status 404: There is no note "There is no note"\n'
    ), run.stderr
    assert [request.partition("\r\n\r\n")[2] for request in server.requests] == ["null", '{"text":"hi"}']


@swift.needs_build
@pytest.mark.parametrize("document", [exporting.COUNT, exporting.UPLOAD, exporting.MAYBE])
def test_the_call_that_a_swift_file_shows_compiles(fluidtop, tmp_path, document):
    api = exporting.write(fluidtop, tmp_path, document, "api.swift")
    call = exporting.shown_call(api.read_text(), "//")
    (tmp_path / "use.swift").write_text(
        f"import Foundation\nimport StreamClient\n\nfunc use() async throws {{\n{call}}}\n"
    )  # fmt: skip
    assert swift.problems(api, tmp_path / "use.swift") == "", call


@swift.needs_build
def test_swift_sends_the_parts_of_a_form(fluidtop, play, tmp_path):
    api = exporting.write(fluidtop, tmp_path, exporting.UPLOAD, "api.swift")
    (tmp_path / "note.txt").write_text("3")
    (tmp_path / "main.swift").write_text(
        """
        import Foundation
        import StreamClient

        let client = Client(baseURL: CommandLine.arguments[1])
        let form = Upload(
          file: FilePart(Data("1,2".utf8), name: "table.csv", mediaType: "text/csv"),
          more: [FilePart(path: "note.txt"), FilePart(path: "note.txt", name: "n", mediaType: "text/plain")],
          level: 7, tags: ["a", "b"])
        print(try await client.upload(body: form).status)
        """
    )
    use = swift.build(api, tmp_path / "main.swift", program=tmp_path / "use")
    server = play(OK)
    run = subprocess.run([use, server.address], cwd=tmp_path, capture_output=True, text=True, timeout=LONGEST)
    assert run.stdout == "200\n", run.stderr
    assert exporting.parts(server.requests[0]) == [
        ("file", "table.csv", "text/csv", "1,2"), ("more", "note.txt", "application/octet-stream", "3"),
        ("more", "n", "text/plain", "3"), ("level", "", "", "7"), ("tags", "", "", "a"), ("tags", "", "", "b"),
    ]  # fmt: skip
