import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

/// The paths of files that a user has filled in.
struct FormPathTests {
  private static func request(_ change: (inout PlannedRequest) -> Void) -> PlannedRequest {
    var request = PlannedRequest(
      method: "POST", baseURL: "http://h", path: [.text("/upload")], body: [0xFF],
      bodyMediaType: "application/octet-stream")
    change(&request)
    return request
  }

  @Test(
    arguments: [
      (.curl, "--data-binary \"@$HOME/a b.bin\""), (.httpie, "\"@$HOME/a b.bin\""),
      (.http, "< {{HOME}}/a b.bin"),
      (.python, "Path(os.environ[\"HOME\"] + \"/a b.bin\").read_bytes()"),
      (.swift, "fileURLWithPath: (ProcessInfo.processInfo.environment[\"HOME\"] ?? \"\") + "),
    ] as [(ExportLanguage, String)])
  func `a body is the file that was named`(language: ExportLanguage, words: String) {
    let endpoint = Endpoint(
      name: "upload", method: "POST", path: "/upload",
      body: RequestBody(mediaType: "application/octet-stream", schema: [:]))
    let text = ClientCode.text(
      for: endpoint, planned: Self.request { $0.bodyFile = "~/a b.bin" }, baseURL: "http://h",
      language: language)
    #expect(text.contains(words), "\(text)")
  }

  @Test(
    arguments: [
      (.curl, ["--form-string 'title=a=@b'", "-F 'sound=@/x/a.wav'", "\"key=$KEY\""]),
      (.httpie, ["'title=a=@b'", "'sound@/x/a.wav'", "\"key=$KEY\""]),
      (.http, ["filename=\"a.wav\"", "< /x/a.wav", "{{KEY}}"]),
      (.python, ["open(\"/x/a.wav\", \"rb\")", "os.environ[\"KEY\"]"]),
      (.swift, ["FilePart(path: \"/x/a.wav\")"]),
      (.typescript, ["new Blob([\"content\"])"]),
    ] as [(ExportLanguage, [String])])
  func `a form has its files and no secret`(language: ExportLanguage, words: [String]) {
    let schema: JSONValue = [
      "type": "object", "required": ["title", "sound", "key"],
      "properties": [
        "title": ["type": "string"], "sound": ["type": "string", "format": "binary"],
        "key": ["type": "string"],
      ],
    ]
    let endpoint = Endpoint(
      name: "upload", method: "POST", path: "/upload",
      body: RequestBody(mediaType: "multipart/form-data", schema: schema))
    let value: JSONValue = ["title": "a=@b", "sound": "/x/a.wav", "key": "geheim"]
    let planned = Self.request {
      $0.body = Array(value.text().utf8)
      $0.bodyMediaType = "multipart/form-data"
      $0.parts = FormContent(value, schema: schema, models: [:]).parts
    }
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: language)
    for word in words { #expect(text.contains(word), "\(text)") }
    #expect(!text.contains("geheim"))
  }

  @Test func `what a binary schema is has one rule`() {
    let files: [JSONValue] = [
      ["type": "string", "format": "binary"],
      ["type": "string", "contentMediaType": "application/octet-stream"],
      ["type": "string", "contentMediaType": "image/png"],
      ["anyOf": [["type": "string", "format": "binary"], ["type": "null"]]],
      ["type": "array", "items": ["$ref": "#/components/schemas/File"]],
    ]
    let texts: [JSONValue] = [
      ["type": "string"], ["type": "string", "format": "byte"],
      ["type": "string", "contentMediaType": "application/json"],
      ["type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"],
      ["$ref": "#/components/schemas/Loop"],
    ]
    let models: JSONObject = [
      "File": ["type": "string", "format": "binary"],
      "Loop": ["type": "array", "items": ["$ref": "#/components/schemas/Loop"]],
    ]
    for file in files { #expect(FormContent.isFile(file, models), "\(file)") }
    for text in texts { #expect(!FormContent.isFile(text, models), "\(text)") }
  }
}
