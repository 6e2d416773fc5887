import StreamDecoding
import WebText

/// One way a function was seen to answer.
struct SourceAnswer: Sendable, Hashable {
  /// Without parameters; nil when the source does not say.
  var mediaType: String?
  /// The body is made in pieces.
  var streams: Bool
  /// It has a `Content-Disposition`, or is a file.
  var isAttachment: Bool
  /// How it is read is certain, though its media type is not given.
  var isKnown: Bool
  /// What was seen: `returns EventSourceResponse`.
  var detail: String

  init(_ value: JSONValue) {
    mediaType = value["mediaType"]?.stringValue.map { MediaType($0).essence }
    streams = value["streams"]?.boolValue ?? false
    isAttachment = value["attachment"]?.boolValue ?? false
    isKnown = value["known"]?.boolValue ?? false
    detail = value["detail"]?.stringValue?.printable(limit: 200) ?? ""
  }

  /// A stream without a media type is text until a response says otherwise.
  var isAssumed: Bool { mediaType == nil && !isAttachment && !isKnown }

  /// How a client reads it. A `StreamingResponse` of `text/plain` streams; a `PlainTextResponse`
  /// of the same type is an ordinary answer.
  var kind: EndpointKind {
    let declared = EndpointKind(mediaType: mediaType ?? "")
    if declared == .sse || declared == .ndjson { return declared }
    if isAttachment { return .file }
    guard streams, declared == .unary else { return declared }
    let type = MediaType(mediaType)
    return type.isJSON && !type.isText ? .ndjson : .text
  }
}
