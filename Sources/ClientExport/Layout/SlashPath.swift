/// A path as its components, without `.` and with as few `..` as there can be.
struct SlashPath: Sendable, Hashable {
  private(set) var components: [String] = []
  let isAbsolute: Bool

  init(_ text: String) {
    isAbsolute = text.hasPrefix("/")
    append(text)
  }

  /// The path of `text` seen from here; an absolute one is itself.
  func appending(_ text: String) -> SlashPath {
    if text.hasPrefix("/") { return SlashPath(text) }
    var result = self
    result.append(text)
    return result
  }

  var text: String {
    let joined = components.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  var parent: SlashPath { appending("..") }

  /// Without the last component's extension.
  var withoutExtension: SlashPath {
    var result = self
    guard let last = components.last, let dot = last.lastIndex(of: "."), dot != last.startIndex
    else { return self }
    result.components[components.count - 1] = String(last[..<dot])
    return result
  }

  /// What leads from this folder to `other`, both absolute or both from one place.
  func relative(to other: SlashPath) -> String {
    let common = zip(components, other.components).prefix { $0 == $1 }.count
    let ups = Array(repeating: "..", count: components.count - common)
    let steps = ups + other.components[common...]
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  /// Whether `other` is below this folder.
  func contains(_ other: SlashPath) -> Bool {
    isAbsolute == other.isAbsolute && other.components.starts(with: components)
      && other.components.first != ".."
  }

  private mutating func append(_ text: String) {
    for part in text.split(separator: "/") where part != "." {
      if part == "..", let last = components.last, last != ".." {
        components.removeLast()
      } else if part != ".." || !isAbsolute {
        components.append(String(part))
      }
    }
  }
}
