#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that holds what the program is to write.
///
/// With `RECORD_GOLDEN=1` in the environment the present text is written, and the test fails once,
/// so that somebody reads it.
public struct GoldenFile {
  private let path: String

  /// The one below the folder in which a source is.
  public init(_ name: String, beside source: String) {
    let folder = source[..<(source.lastIndex(of: "/") ?? source.startIndex)]
    path = "\(folder)/\(name)"
  }

  /// What a test has to say of a text that is written now; nil where it is the one that was.
  public func complaint(about text: String) -> String? {
    if getenv("RECORD_GOLDEN") != nil, recorded != text {
      record(text)
      return "\(path) is written anew: read it"
    }
    let golden = recorded
    return golden == text ? nil : "\(firstDifference(golden, text)) in \(path)"
  }

  private func firstDifference(_ golden: String?, _ text: String) -> String {
    guard let golden else { return "there is no text yet (RECORD_GOLDEN=1 writes one)" }
    let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
      zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    func shown(_ lines: [Substring]) -> String {
      line < lines.count ? "“\(lines[line])”" : "the end"
    }
    return "line \(line + 1): expected \(shown(old)), not \(shown(new))"
  }

  private var recorded: String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func record(_ text: String) {
    guard let file = fopen(path, "wb") else { return }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
  }
}
