import WebText

/// What `-d` and its kin send, in the order of the line.
struct CurlBody {
  /// How an option of curl's reads its value.
  enum Form {
    /// `@FILE` is a file without the ends of its lines.
    case lines
    case raw
    /// `@FILE` is a file as it is.
    case bytes
    /// `CONTENT`, `=CONTENT`, `NAME=CONTENT`, `@FILE`, `NAME@FILE`, encoded as a form's value.
    case encoded
    /// As `bytes`, one behind the other, and of its own media type.
    case json
  }

  private enum Part {
    /// As `EnvironmentText` reads it.
    case text(String)
    case file(String)
  }

  private static let fileLimit = 16 << 20

  let environment: EnvironmentReference
  private var parts: [Part] = []
  private(set) var isJSON = false

  init(_ environment: EnvironmentReference) {
    self.environment = environment
  }

  var isEmpty: Bool { parts.isEmpty }

  mutating func add(_ value: String, as form: Form) throws(Ending) {
    if form == .json { isJSON = true }
    guard form != .encoded else { return parts.append(.text(try encoded(value))) }
    guard value.hasPrefix("@"), form != .raw else { return parts.append(.text(value)) }
    let path = try NamedValue.expand(String(value.dropFirst()), environment)
    guard form == .lines else { return parts.append(.file(path)) }
    let text = try Self.contents(path).filter { !"\r\n\0".utf8.contains($0) }
    parts.append(.text(try Self.literal(text, path)))
  }

  private func encoded(_ value: String) throws(Ending) -> String {
    let signs = value.utf8
    let equals = signs.firstIndex(of: UInt8(ascii: "="))
    guard let end = equals ?? signs.firstIndex(of: UInt8(ascii: "@")) else {
      return Self.encode(try NamedValue.expand(value, environment))
    }
    let name = value[..<end]
    var content = try NamedValue.expand(String(value[signs.index(after: end)...]), environment)
    if equals == nil { content = String(decoding: try Self.contents(content), as: UTF8.self) }
    return (name.isEmpty ? "" : name + "=") + Self.encode(content)
  }

  private static func encode(_ text: String) -> String {
    PercentCoding.encoded(text.utf8, .reserved, spaceAsPlus: true)
  }

  /// The options that send it.
  func arguments() throws(Ending) -> [String] {
    guard !parts.isEmpty else { return [] }
    // As it is, however many bytes it has, and whatever they are.
    if parts.count == 1, case .file(let path)? = parts.first { return ["--data=@" + path] }
    return CurlLine.option("--data-raw", try text())
  }

  /// All of it, as `EnvironmentText` reads it.
  func text() throws(Ending) -> String {
    var texts: [String] = []
    for part in parts {
      switch part {
      case .text(let text): texts.append(text)
      case .file(let path): texts.append(try Self.literal(Self.contents(path), path))
      }
    }
    return texts.joined(separator: isJSON ? "" : "&")
  }

  private static func contents(_ path: String) throws(Ending) -> [UInt8] {
    let place = path == "-" ? "/dev/stdin" : path
    guard let bytes = SmallFile.read(place, limit: fileLimit) else {
      throw .usage(
        "the pasted line sends '\(path)', which can't be read: no such file, or over 16 MiB")
    }
    return bytes
  }

  private static func literal(_ bytes: [UInt8], _ path: String) throws(Ending) -> String {
    let dollar = UInt8(ascii: "$")
    let doubled = bytes.flatMap { $0 == dollar ? [dollar, dollar] : [$0] }
    guard let text = String(validating: doubled, as: UTF8.self) else {
      throw .usage("the pasted line sends '\(path)', which is no text; use --data-binary for it")
    }
    return text
  }
}
