/// What an event stream's rules discard, so that a client hears nothing of it: how much, and why.
///
/// Source of the rules: WHATWG HTML, 9.2.6 "Interpreting an event stream".
public struct Discard: Sendable, Hashable {
  /// Why it makes no event.
  public enum Reason: UInt8, Sendable, Hashable, CaseIterable {
    /// Lines without a known field: no `data`, `event`, `id` or `retry`, and no comment.
    case unknownField
    /// An event without data is not dispatched.
    case withoutData
    /// A reconnection time has digits and nothing else.
    case badReconnectionTime
    /// A last event ID holds no NUL.
    case badID
    /// The body ended, or the connection was lost, before the blank line that ends an event.
    case unfinishedEvent
    /// The connection was lost within a record; of a stream that isn't one of events.
    case unfinishedRecord
  }

  /// How many bytes of the body it is, line ends included.
  public var byteCount: Int
  /// How many lines, events, fields or records it is, as the reason says.
  public var count: Int32
  /// Why.
  public var reason: Reason

  /// Makes a discard of so many bytes.
  public init(byteCount: Int, count: Int = 1, reason: Reason) {
    self.byteCount = byteCount
    self.count = Int32(clamping: count)
    self.reason = reason
  }
}

extension Discard {
  /// What is discarded and why, for a person: `26 bytes in 2 lines without a known field`.
  public var sentence: String {
    let (one, many, rest) = reason.words
    let size = "\(byteCount) \(byteCount == 1 ? "byte" : "bytes")"
    return "\(size) in \(count == 1 ? one : "\(count) \(many)") \(rest)"
  }
}

extension Discard {
  /// The sentence and the first line of what is discarded, which stays as hostile as it came.
  public func sentence(of text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let first = lines.first else { return sentence }
    return "\(sentence): \(first)" + (lines.contains { $0 != first } ? " …" : "")
  }
}

extension Discard.Reason {
  /// What it is that is discarded, one and several of it, and what is wrong with it.
  fileprivate var words: (one: String, many: String, rest: String) {
    switch self {
    case .unknownField: ("a line", "lines", "without a known field")
    case .withoutData: ("an event", "events", "without data")
    case .badReconnectionTime: ("a field", "fields", "retry without a number of milliseconds")
    case .badID: ("a field", "fields", "id with a NUL in it")
    case .unfinishedEvent: ("an event", "events", "without the blank line that ends it")
    case .unfinishedRecord: ("a record", "records", "without its end")
    }
  }
}
