import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One page of a documentation catalog.
struct Article: CustomTestStringConvertible {
  /// `StreamClient/Events.md`
  var name: String
  var text: String

  var testDescription: String { name }

  /// All pages of both libraries.
  static let all: [Article] = ["StreamClient", "StreamDecoding"].flatMap { module in
    let folder = "\(root)/Sources/\(module)/\(module).docc"
    return TemporaryFolder.names(in: folder).filter { $0.hasSuffix(".md") }.map { name in
      Article(name: "\(module)/\(name)", text: Self.text(of: "\(folder)/\(name)"))
    }
  }

  /// The file of the samples, without the indentation of its functions' bodies.
  static var samples: String {
    let text = text(of: "\(root)/Tests/StreamClientTests/Articles/ArticleSamples.swift")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { $0.hasPrefix("    ") ? $0.dropFirst(4) : $0 }.joined(separator: "\n")
  }

  /// The code blocks in Swift, without what stands outside of a function.
  var code: [String] {
    var blocks: [[Substring]] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```swift"
        if isInside { blocks.append([]) }
      } else if isInside {
        blocks[blocks.count - 1].append(line)
      }
    }
    return blocks.map { block in
      let body = block.filter { !$0.hasPrefix("import ") && !$0.hasPrefix("let harbour = ") }
      return body.drop { $0.isEmpty }.joined(separator: "\n")
    }
  }

  private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(4).joined(separator: "/")

  private static func text(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes.append(contentsOf: buffer[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
