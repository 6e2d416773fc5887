import Testing
import WebText

@Suite struct MediaTypeTests {
  @Test(arguments: [
    (nil, ""), ("", ""), ("Text/HTML; charset=utf-8", "text/html"), (" a/b , c/d", "a/b"),
    ("text/csv ;header=present", "text/csv"),
  ])
  func `parameters, blanks and capitals don't count`(text: String?, essence: String) {
    #expect(MediaType(text).essence == essence)
  }

  @Test(arguments: [
    ("application/json", true), ("Application/JSON; charset=utf-8", true),
    ("application/problem+json", true), ("application/vnd.api+json;version=1", true),
    ("text/json", true), ("application/x-ndjson", false), ("application/stream+json", false),
    ("application/json-seq", false), ("application/jsonl", false), ("model/gltf+json", false),
    ("text/plain", false), ("json", false), (nil, false),
  ])
  func `one JSON document is told from lines and from files`(text: String?, isJSON: Bool) {
    #expect(MediaType(text).isJSON == isJSON)
  }

  @Test func `no type is two kinds of stream at once`() {
    let types = MediaType.jsonLines + [MediaType.eventStream, MediaType.jsonSequence]
    #expect(Set(types).count == types.count)
    for type in types.map({ MediaType($0) }) {
      #expect(
        [type.isEventStream, type.isJSONLines, type.isJSONSequence].filter(\.self).count == 1)
      #expect(!type.isFile)
    }
  }
}
