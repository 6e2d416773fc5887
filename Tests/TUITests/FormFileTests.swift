import ClientExport
import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// Forms in parts, urlencoded forms, and bodies that are files.
@Suite struct FormFileTests {
  private static let upload: JSONValue = [
    "type": "object", "required": ["title", "sound"],
    "properties": [
      "title": ["type": "string"],
      "sound": ["type": "string", "format": "binary"],
      "pages": [
        "type": "array",
        "items": ["type": "string", "contentMediaType": "application/octet-stream"],
      ],
      "cover": ["anyOf": [["type": "string", "format": "binary"], ["type": "null"]]],
      "count": ["type": "integer", "default": 1],
      "password": ["type": "string"],
    ],
  ]

  private static func program(
    _ schema: JSONValue = upload, as type: String = "multipart/form-data", _ columns: Int = 120,
    _ rows: Int = 36
  ) -> Program {
    let program = Program(
      columns, rows,
      catalog: Catalog(
        baseURL: "http://h:1",
        endpoints: [
          Endpoint(
            name: "upload", method: "POST", path: "/upload", kind: .ndjson,
            body: RequestBody(mediaType: type, schema: schema))
        ]))
    program.press(.character("e"))
    return program
  }

  private func go(to name: String, _ program: Program) {
    for _ in 0..<40 {
      if case .editing(let editor) = program.state.mode, editor.row?.path.text == name { return }
      program.press(.down)
    }
    Issue.record("there is no row \(name)")
  }

  private func sent(_ program: Program) -> PlannedRequest? {
    for effect in program.press(.control("s")) {
      if case .open(_, let request, _, _, _) = effect { return request }
    }
    return nil
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `a form in parts has a row for each field, and files by their paths`(
    columns: Int, rows: Int
  ) {
    let program = Self.program(Self.upload, as: "multipart/form-data", columns, rows)
    go(to: "title", program)
    program.type("September")
    program.press(.down)
    program.type("~/a.wav")
    program.send(.fileSeen("~/a.wav", .nothing))
    Screen.expect(program.state, is: "form-files-\(columns)x\(rows)")
  }

  @Test(arguments: ["multipart/form-data", "application/x-www-form-urlencoded"])
  func `a list that has to be there needs an item, for a form knows no empty one`(type: String) {
    let isMultipart = type == "multipart/form-data"
    let item: JSONValue = isMultipart ? ["type": "string", "format": "binary"] : ["type": "string"]
    let program = Self.program(
      [
        "type": "object", "required": ["pictures"],
        "properties": ["pictures": ["type": "array", "items": item]],
      ], as: type)
    #expect(sent(program) == nil)
    let words = isMultipart ? "pictures needs a file" : "pictures needs an item: a form knows no"
    #expect(program.line(with: words) != nil)
  }

  @Test(
    arguments: [
      (.file, nil), (.nothing, "names no file that is there"),
      (.folder, "names a folder, not a file"), (.unreadable, "names what can't be read as a file"),
    ] as [(FileSight, String?)])
  func `what stands at a path is said as one types`(sight: FileSight, words: String?) {
    let program = Self.program()
    go(to: "title", program)
    program.type("t")
    go(to: "sound", program)
    #expect(program.line(with: "▌ sound")?.contains("✗ needs the path of a file") == true)
    #expect(program.type("/x") == [.lookAtFile("/"), .lookAtFile("/x")])
    program.send(.fileSeen("/x", sight))
    let line = program.line(with: "▌ sound") ?? ""
    #expect(words.map { line.contains("✗ " + $0) } ?? !line.contains("✗"), "\(line)")
    if words != nil {
      // It may be there by now.
      #expect(program.press(.enter) == [.lookAtFile("/x")])
      program.send(.fileSeen("/x", .file))
      #expect(sent(program)?.parts?.contains(.file(name: "sound", path: "/x")) == true)
    }
  }

  @Test func `what is left out is not sent, and a list of files is a part for each`() {
    let program = Self.program()
    go(to: "title", program)
    program.type("t")
    go(to: "sound", program)
    program.type("/a")
    go(to: "pages", program)
    program.press(.control("n"), .control("n"))
    program.type("/b")
    program.press(.control("n"))
    program.type("/c")
    #expect(program.line(with: "pages")?.contains("list of files") == true)
    #expect(
      sent(program)?.parts == [
        .text(name: "title", value: "t"), .file(name: "sound", path: "/a"),
        .text(name: "count", value: "1"), .file(name: "pages", path: "/b"),
        .file(name: "pages", path: "/c"),
      ])
  }

  @Test func `a secret of a form is seen by nobody, and goes to no editor`() {
    let program = Self.program()
    go(to: "password", program)
    program.type("geheim")
    #expect(!program.screen.contains("geheim"))
    program.press(.escape)
    #expect(!program.screen.contains("geheim"))
    program.press(.character("e"))
    guard case .edit(let text, _)? = program.press(.control("o")).first else {
      Issue.record("no editor was asked for")
      return
    }
    #expect(!text.contains("geheim"))
  }

  @Test(arguments: ["{", "[]", "a=1"])
  func `the fields of a form stay what they are when an editor leaves something else`(text: String)
  {
    let program = Self.program()
    go(to: "title", program)
    program.type("t")
    program.send(.edited(text))
    #expect(program.line(with: "the body is as it was") != nil)
    #expect(program.line(with: "title")?.contains("[t") == true)
  }

  @Test func `an urlencoded form is filled in by fields`() {
    let schema: JSONValue = [
      "type": "object", "required": ["name"],
      "properties": [
        "name": ["type": "string"], "tags": ["type": "array", "items": ["type": "string"]],
        "level": ["enum": ["low", "high"]],
      ],
    ]
    let program = Self.program(schema, as: "application/x-www-form-urlencoded")
    program.type("a b&c")
    go(to: "tags", program)
    program.press(.control("n"), .control("n"))
    program.type("ü")
    program.press(.control("n"))
    program.type("2")
    let request = sent(program)
    let body = request?.body.map { String(decoding: $0, as: UTF8.self) }
    #expect(
      body?.hasPrefix("name=a+b%26c") == true && body?.hasSuffix("tags=%C3%BC&tags=2") == true)
    #expect(request?.parts == nil)
    #expect(request?.bodyMediaType == "application/x-www-form-urlencoded")
  }

  @Test(
    arguments: ["application/octet-stream", "image/png", "application/pdf", "application/vnd.x"])
  func `a body of bytes is the path of a file`(type: String) {
    let program = Self.program(["type": "string", "format": "binary"], as: type)
    #expect(program.line(with: "[path of a file") != nil)
    #expect(program.type("/a").last == .lookAtFile("/a"))
    program.send(.fileSeen("/a", .folder))
    #expect(program.line(with: "✗ body names a folder, not a file") != nil)
    program.type("b")
    let request = sent(program)
    #expect(request?.bodyFile == "/ab")
    #expect(request?.bodyMediaType == type)
  }

  @Test(arguments: ["text/csv", "application/xml", "application/x-ndjson"])
  func `a body of text is typed, with its lines`(type: String) {
    let program = Self.program([:], as: type)
    program.type("a")
    program.press(.enter)
    program.type("b")
    let request = sent(program)
    #expect(request?.body == Array("a\nb".utf8))
    #expect(request?.bodyFile == nil)
  }

  @Test func `a form in parts whose fields nobody declares is typed as lines`() {
    let program = Self.program([:])
    program.type("a=1=2")
    program.press(.enter)
    program.type("b")
    #expect(program.line(with: "must be NAME=VALUE or NAME=@FILE") != nil)
    #expect(program.type("=@/x").last == .lookAtFile("/x"))
    program.send(.fileSeen("/x", .nothing))
    #expect(program.line(with: "✗ b names no file that is there") != nil)
    program.send(.fileSeen("/x", .file))
    #expect(
      sent(program)?.parts == [.text(name: "a", value: "1=2"), .file(name: "b", path: "/x")])
  }

  @Test func `older values come back whatever is known of their files`() {
    let program = Self.program(["type": "string", "format": "binary"], as: "image/png")
    program.type("/a")
    _ = sent(program)
    program.press(.character("1"), .character("e"))
    program.type("b")
    program.send(.fileSeen("/ab", .file))
    program.press(.control("s"), .character("1"), .character("<"))
    #expect(program.line(with: "values of run 1 of 2") != nil)
  }

  @Test func `the code of a form has its paths`() {
    let program = Self.program()
    go(to: "title", program)
    program.type("t")
    go(to: "sound", program)
    program.type("~/a;b.wav")
    program.press(.escape)
    program.showCode(in: .curl)
    #expect(program.line(with: #"-F 'sound=@"'"$HOME"'/a;b.wav"'"#) != nil)
    #expect(program.line(with: "--form-string 'title=t'") != nil)
  }
}
