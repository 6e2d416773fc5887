/// `$NAME` in a value: the text comes from the environment when the request is made, so that a
/// secret stands neither in the shell's history nor on the screen.
struct EnvironmentReference {
  /// The variable that a value names is not set.
  struct Missing: Error, Equatable {
    let name: String

    var sentence: String {
      "$\(name) is not set in the environment; export it first, or write $$ for a plain dollar sign"
    }
  }

  let environment: [String: String]

  /// The value with `$NAME` and `${NAME}` replaced; `$$` is one dollar sign, and a dollar sign
  /// before anything but a name stays as it is.
  func expanding(_ value: String) throws(Missing) -> String {
    guard value.utf8.contains(UInt8(ascii: "$")) else { return value }
    var result: [UInt8] = []
    var rest = Array(value.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "$") else {
        result.append(byte)
        continue
      }
      if rest.first == UInt8(ascii: "$") {
        rest.removeFirst()
        result.append(byte)
      } else if let name = Self.takeName(from: &rest) {
        guard let text = environment[name] else { throw Missing(name: name) }
        result.append(contentsOf: text.utf8)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func takeName(from rest: inout ArraySlice<UInt8>) -> String? {
    let braced = rest.first == UInt8(ascii: "{")
    let body = braced ? rest.dropFirst() : rest
    let name = body.prefix { isNameByte($0) }
    guard let first = name.first, !(48...57).contains(first) else { return nil }
    if braced {
      guard body.dropFirst(name.count).first == UInt8(ascii: "}") else { return nil }
      rest = rest.dropFirst(name.count + 2)
    } else {
      rest = rest.dropFirst(name.count)
    }
    return String(decoding: name, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
