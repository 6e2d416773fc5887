/// Data that ends a stream by custom: `[DONE]`, `[STREAM_END]`.
///
/// A word in brackets alone is none: `[PING]` is a heartbeat, and a client that took it for the
/// end would stop at the first one. The inspector knows the same words (`streams.py`).
public enum Sentinel {
  private static let ends: Set<Substring> = [
    "DONE", "END", "ENDED", "EOF", "EOS", "FINISH", "FINISHED", "COMPLETE", "COMPLETED", "STOP",
    "STOPPED", "CLOSE", "CLOSED",
  ]

  /// Whether a text is one.
  public static func isOne(_ text: String) -> Bool {
    guard text.utf8.count <= 40, text.hasPrefix("["), text.hasSuffix("]") else { return false }
    let word = text.dropFirst().dropLast()
    guard word.allSatisfy({ ("A"..."Z").contains($0) || $0 == "_" }) else { return false }
    return word == "END_OF_STREAM" || word.split(separator: "_").last.map(ends.contains) == true
  }
}
