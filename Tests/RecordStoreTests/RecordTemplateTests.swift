import RecordStore
import Testing

@Suite struct RecordTemplateTests {
  private func line(_ template: RecordTemplate, _ payload: String) -> String {
    var output: [UInt8] = []
    template.write(
      RecordTemplate.Record(
        number: 3, time: "noon", event: Array("tick".utf8)[...], id: Array("7\t".utf8)[...],
        payload: Array(payload.utf8)[...]),
      to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static let order = """
    {"id": 7, "name": "Ann \\"A\\"\\n\\t\\\\", "tags": ["x", {"y": [1,
    \t2]}], "ok": true, "none": null, "é": 1.50}
    """

  @Test(arguments: [
    (".id", "7"), (".id,.ok", "7\ttrue"), (" .id , .none ", "7\tnull"), (".missing,.id", "\t7"),
    (".name", #"Ann "A"\n\t\\"#), (".tags[0]", "x"), (".tags[1]", #"{"y": [1,  2]}"#),
    (".tags[1].y[1]", "2"), (".é", "1.50"), ("n,time,event,id", #"3\#tnoon\#ttick\#t7\t"#),
    (".id.deeper", ""), ("size", "105"),
  ])
  func `columns are fields with tabs between`(columns: String, expected: String) throws {
    #expect(line(try RecordTemplate(columns: columns), Self.order) == expected + "\n")
  }

  @Test func `what is no JSON has no fields but its data`() throws {
    #expect(line(try RecordTemplate(columns: ".a,data"), "[DO\tNE]") == "\t[DO\\tNE]\n")
  }

  @Test(arguments: [
    ("{.id}: {.tags[0]}", "7: x"), ("{{{.id}}}", "{7}"), ("no field", "no field"), ("", ""),
    (#"{.id}\t{n}\n\r\\ \x"#, "7\t3\n\r\\ \\x"), ("{ .id }", "7"), ("[{.missing}]", "[]"),
    ("ü{.id}漢", "ü7漢"), ("{.name}", "Ann \"A\"\n\t\\"),
  ])
  func `a template is a text with fields in braces`(template: String, expected: String) throws {
    #expect(line(try RecordTemplate(parsing: template), Self.order) == expected + "\n")
  }

  @Test(arguments: [
    ("a", "“a” is no field; write a path, .user.id for one, or event, id, n, time, size or data"),
    (".a,", "“” is no field; write a path, .user.id for one, or event, id, n, time, size or data"),
    (".a..b", "“.a..b” is not a path; write for example .user.id, .items[0].name or .[\"a b\"]"),
  ])
  func `columns that can't be read say why`(columns: String, sentence: String) {
    let problem = #expect(throws: RecordTemplateProblem.self) {
      try RecordTemplate(columns: columns)
    }
    #expect(problem?.sentence == sentence)
  }

  @Test(arguments: [
    ("{.a", "a { has no }; write {{ for a brace"), ("a}", "a } has no {; write }} for a brace"),
  ])
  func `a template that can't be read says why`(template: String, sentence: String) {
    let problem = #expect(throws: RecordTemplateProblem.self) {
      try RecordTemplate(parsing: template)
    }
    #expect(problem?.sentence == sentence)
  }

  @Test func `rows of several streams begin with the stream's name`() throws {
    let template = try RecordTemplate(csv: ".id,.ok").naming(stream: "=a,b")
    #expect(String(decoding: template.head, as: UTF8.self) == "stream,.id,.ok\r\n")
    #expect(line(template.withoutHead, Self.order) == "\"'=a,b\",7,true\r\n")
  }
}
