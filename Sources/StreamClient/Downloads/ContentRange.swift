/// A `Content-Range` in bytes. Source: RFC 9110, 14.4.
struct ContentRange: Sendable, Hashable {
  /// The first byte's place; nil where the range could not be satisfied.
  var start: Int?
  /// The whole length; nil where the server doesn't know it.
  var total: Int?

  /// Reads `bytes 5-9/10`, `bytes 5-9/*`, `bytes */10`; nil where the bytes are no part of the
  /// whole. Source: RFC 9110, 14.4.
  init?(_ value: String?) {
    guard let value, value.lowercased().hasPrefix("bytes ") else { return nil }
    let parts = value.dropFirst(6).split(separator: "/")
    guard parts.count == 2 else { return nil }
    total = Int(parts[1])
    guard parts[0] != "*" else { return }
    let bounds = parts[0].split(separator: "-")
    guard bounds.count == 2, let first = Int(bounds[0]), let last = Int(bounds[1]), first <= last,
      total.map({ last < $0 }) ?? true
    else { return nil }
    start = first
  }
}
