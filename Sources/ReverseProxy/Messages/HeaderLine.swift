import WebText

/// A header line of a message as it came.
public struct HeaderLine: Sendable, Hashable {
  /// Its name, as it was written.
  public var name: String
  /// Its value, without the white space around it; any bytes but controls.
  public var value: [UInt8]

  /// A line.
  public init(_ name: String, _ value: [UInt8]) {
    self.name = name
    self.value = value
  }

  /// A line.
  public init(_ name: String, _ value: String) {
    self.init(name, Array(value.utf8))
  }

  /// The value as text; bytes that are no UTF-8 are Latin-1. Source: RFC 9110, 5.5.
  public var text: String {
    String(validating: value, as: UTF8.self)
      ?? String(String.UnicodeScalarView(value.map { Unicode.Scalar($0) }))
  }

  func isNamed(_ name: String) -> Bool {
    self.name.utf8.elementsEqual(name.utf8) { $0.smallLetter == $1 }
  }
}

/// Names are given in small letters.
extension [HeaderLine] {
  func first(_ name: String) -> String? { first { $0.isNamed(name) }?.text }

  func count(of name: String) -> Int { count { $0.isNamed(name) } }

  /// The elements of a list that may be spread over several lines, in small letters.
  func elements(of name: String) -> [String] {
    filter { $0.isNamed(name) }.flatMap { $0.value.split(separator: 0x2C) }
      .map { String(decoding: $0.map(\.smallLetter), as: UTF8.self).trimmingSpaces() }
      .filter { !$0.isEmpty }
  }

  mutating func remove(_ name: String) { removeAll { $0.isNamed(name) } }

  func write(to output: inout [UInt8]) {
    for line in self {
      output += line.name.utf8
      output += ": ".utf8
      output += line.value
      output += "\r\n".utf8
    }
  }
}

extension UInt8 {
  /// Of A to Z alone: to Unicode the Kelvin sign is a k, too, and `chunked` could be written with it.
  fileprivate var smallLetter: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
