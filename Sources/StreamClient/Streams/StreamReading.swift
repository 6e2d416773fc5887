import StreamDecoding
import WebText

/// How a body is read: its kind, and for all but files the decoder's format.
struct StreamReading: Sendable, Hashable {
  var kind: StreamKind
  var format: StreamFormat?

  static let sse = StreamReading(kind: .sse, format: .sse)
  static let jsonLines = StreamReading(kind: .ndjson, format: .ndjson)
  static let jsonSequence = StreamReading(kind: .ndjson, format: .jsonSequence)
  static let json = StreamReading(kind: .ndjson, format: .json)
  static let text = StreamReading(kind: .text, format: .text)
  static let file = StreamReading(kind: .file, format: nil)

  /// Decides by the response; nil where it is no stream.
  ///
  /// `application/json` is one only where the endpoint declares it: an ordinary answer read as a
  /// stream of one record would hide a wrong URL. An unknown `application/…` isn't one either, and
  /// neither is one of another kind than the caller expects.
  static func deciding(
    mediaType: MediaType, contentDisposition: String?, request: StreamRequest,
    options: StreamOptions
  ) -> StreamReading? {
    if let override = options.kind { return StreamReading(override) }
    let reading = deciding(mediaType, ContentDisposition(contentDisposition), for: request)
    guard let reading, reading.kind != .file || options.takesFiles else { return nil }
    guard let expected = request.expectedKinds else { return reading }
    return expected.contains(reading.kind) ? reading : nil
  }

  private static func deciding(
    _ mediaType: MediaType, _ contentDisposition: ContentDisposition?, for request: StreamRequest
  ) -> StreamReading? {
    if mediaType.isEventStream { return .sse }
    if mediaType.isJSONLines { return .jsonLines }
    if mediaType.isJSONSequence { return .jsonSequence }
    if contentDisposition?.isAttachment == true { return .file }
    if mediaType.isText { return .text }
    if mediaType.essence.isEmpty, request.takesUntypedText { return .text }
    if mediaType.isJSON { return request.declaredAsStream ? .json : nil }
    return mediaType.isFile ? .file : nil
  }

  init(_ override: KindOverride) {
    self =
      switch override {
      case .sse: .sse
      case .ndjson: .jsonLines
      case .jsonSequence: .jsonSequence
      case .json: .json
      case .text: .text
      case .file: .file
      }
  }

  private init(kind: StreamKind, format: StreamFormat?) {
    self.kind = kind
    self.format = format
  }
}

extension StreamRequest {
  fileprivate var takesUntypedText: Bool {
    readsUntypedAsText || expectedKinds?.contains(.text) == true
  }
}
