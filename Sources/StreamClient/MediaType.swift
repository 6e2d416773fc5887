/// A `Content-Type`: type, subtype, without parameters. Source: RFC 9110, 8.3.1.
struct MediaType: Sendable, Hashable {
  /// `type/subtype` in small letters; empty where there is none.
  var essence: String

  /// Reads a header's value; of several values the first counts.
  init(_ value: String?) {
    let first = (value ?? "").prefix { $0 != ";" && $0 != "," }
    essence = first.trimmingSpaces().lowercased()
  }

  private static let jsonLines: Set<String> = [
    "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
    "application/jsonlines", "application/stream+json",
  ]

  private static let files: Set<String> = [
    "application/pdf", "application/octet-stream", "application/zip", "application/gzip",
    "application/x-gzip", "application/x-tar", "application/zstd", "application/x-bzip2",
    "application/x-xz", "application/x-7z-compressed", "application/vnd.rar", "application/wasm",
    "application/epub+zip", "application/java-archive", "application/msword", "application/rtf",
    "binary/octet-stream",
  ]

  var isEventStream: Bool { essence == "text/event-stream" }
  var isJSONLines: Bool { Self.jsonLines.contains(essence) }
  var isJSONSequence: Bool { essence == "application/json-seq" }
  var isText: Bool { essence.hasPrefix("text/") }

  /// One JSON document, such as `application/json` or `application/problem+json`.
  var isJSON: Bool {
    essence == "application/json" || essence.hasPrefix("application/") && essence.hasSuffix("+json")
  }

  /// Bytes that are saved, not read.
  var isFile: Bool {
    if Self.files.contains(essence) { return true }
    let families = ["image/", "audio/", "video/", "font/", "model/", "application/vnd."]
    return families.contains { essence.hasPrefix($0) }
  }
}
