/// What an exported Swift file stands on: Foundation's JSON, and the library StreamClient.
enum SwiftRuntime {
  /// All of it, as one text.
  static let text = [requests, forms, events, json].joined(separator: "\n")
}
