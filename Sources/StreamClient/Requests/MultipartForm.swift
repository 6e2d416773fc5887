import WebText

/// A form whose fields may be files. Source: RFC 7578.
///
/// ```swift
/// var form = MultipartForm()
/// form.add("title", "September")
/// form.add("table", file: "/tmp/september.csv", mediaType: "text/csv")
/// request.content = .multipart(form)
/// ```
public struct MultipartForm: Sendable, Hashable {
  /// Stands between the fields, and must not occur in them; drawn at random.
  let boundary: String
  private var fields: [RequestContent.Piece] = []

  /// An empty form.
  public init() {
    self.init(boundary: "fluidtop-" + String(UInt64.random(in: .min ... .max), radix: 36))
  }

  init(boundary: String) {
    self.boundary = boundary
  }

  /// Adds a field of text.
  public mutating func add(_ name: String, _ value: String) {
    begin(name)
    fields.append(.bytes(Array((value + "\r\n").utf8)))
  }

  /// Adds bytes as if they were a file's.
  public mutating func add(
    _ name: String, bytes: [UInt8], fileName: String,
    mediaType: String = "application/octet-stream"
  ) {
    begin(name, fileName: fileName, mediaType: mediaType)
    fields.append(.bytes(bytes + Array("\r\n".utf8)))
  }

  /// Adds a file, read while it is sent. Without a name of its own it has its path's last part.
  public mutating func add(
    _ name: String, file path: String, fileName: String? = nil,
    mediaType: String = "application/octet-stream"
  ) {
    let own = path.split(separator: "/").last.map(String.init) ?? path
    begin(name, fileName: fileName ?? own, mediaType: mediaType)
    fields.append(.file(path: path))
    fields.append(.bytes(Array("\r\n".utf8)))
  }

  var pieces: [RequestContent.Piece] {
    fields + [.bytes(Array("--\(boundary)--\r\n".utf8))]
  }

  private mutating func begin(_ name: String, fileName: String? = nil, mediaType: String? = nil) {
    var head = "--\(boundary)\r\nContent-Disposition: form-data; "
    head += "name=\"\(PercentCoding.quoted(name))\""
    if let fileName { head += "; filename=\"\(PercentCoding.quoted(fileName))\"" }
    // A media type of the caller's may not end the line.
    if let mediaType { head += "\r\nContent-Type: \(mediaType.filter { !$0.isNewline })" }
    fields.append(.bytes(Array((head + "\r\n\r\n").utf8)))
  }
}
