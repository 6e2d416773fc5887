/// A media type without its parameters. Source: RFC 9110, 8.3.1.
public struct MediaType: Sendable, Hashable {
  /// `type/subtype` in small letters; empty where there is none.
  public var essence: String

  /// Reads a `Content-Type`, or a media type that a document declares; of several the first counts.
  public init(_ text: String?) {
    let first = (text ?? "").prefix { $0 != ";" && $0 != "," }
    essence = first.trimmingSpaces().lowercased()
  }

  /// Server-Sent Events. Source: WHATWG HTML, 9.2.3.
  public static let eventStream = "text/event-stream"

  /// A JSON value a line, under its many names. With `eventStream` and `jsonSequence` this is the one
  /// table of what is a stream by its type: discovery and the client ask it, and tests hold the
  /// exported clients, which are in other languages, against it.
  public static let jsonLines = [
    "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
    "application/jsonlines", "application/json-lines", "application/stream+json",
    "application/x-json-stream",
  ]

  /// The one of them for what has no type of its own.
  public static let jsonLine = jsonLines[0]

  /// JSON text sequences. Source: RFC 7464.
  public static let jsonSequence = "application/json-seq"

  private static let files: Set<String> = [
    "application/pdf", "application/octet-stream", "application/zip", "application/gzip",
    "application/x-gzip", "application/x-tar", "application/zstd", "application/x-bzip2",
    "application/x-xz", "application/x-7z-compressed", "application/vnd.rar", "application/wasm",
    "application/epub+zip", "application/java-archive", "application/msword", "application/rtf",
    "binary/octet-stream",
  ]

  /// Whether it is Server-Sent Events.
  public var isEventStream: Bool { essence == Self.eventStream }

  /// Whether it is a JSON value a line.
  public var isJSONLines: Bool { Self.jsonLines.contains(essence) }

  /// Whether it is a JSON text sequence.
  public var isJSONSequence: Bool { essence == Self.jsonSequence }

  /// Whether it is records one after the other, by its type alone.
  public var isStream: Bool { isEventStream || isJSONLines || isJSONSequence }

  /// Whether it is text of any kind, Server-Sent Events too.
  public var isText: Bool { essence.hasPrefix("text/") }

  /// Whether it is one JSON document, such as `application/json` or `application/problem+json`.
  /// `text/json` is that and a text: as a stream it is read as a text.
  public var isJSON: Bool {
    guard !isJSONLines, essence.hasPrefix("application/") || isText else { return false }
    return essence.hasSuffix("/json") || essence.hasSuffix("+json")
  }

  /// Whether it is a form as one text. Source: URL standard, "application/x-www-form-urlencoded".
  public var isURLEncodedForm: Bool { essence == "application/x-www-form-urlencoded" }

  /// Whether it is a form in parts. Source: RFC 7578.
  public var isMultipartForm: Bool { essence == "multipart/form-data" }

  /// Whether it is bytes that are saved, not read.
  public var isFile: Bool {
    if Self.files.contains(essence) { return true }
    let families = ["image/", "audio/", "video/", "font/", "model/", "application/vnd."]
    return families.contains { essence.hasPrefix($0) }
  }
}
