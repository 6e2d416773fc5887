/// One header line of a request or a response, as it stands on the wire.
public struct HeaderField: Sendable, Hashable {
  /// The field's name; compared without regard to case.
  public var name: String
  /// The field's value, without the white space around it.
  public var value: String

  /// Creates a header line.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [HeaderField] {
  /// The first value under a name, whatever its case; nil where there is none.
  public func first(_ name: String) -> String? {
    let wanted = name.lowercased()
    return first { $0.name.lowercased() == wanted }?.value
  }

  /// The values of all lines under a name, as one list; nil where there is none. Source: RFC 9110,
  /// 5.3.
  func joined(_ name: String) -> String? {
    let wanted = name.lowercased()
    let values = filter { $0.name.lowercased() == wanted }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// Adds a line unless the name is there already.
  mutating func addIfAbsent(_ name: String, _ value: String) {
    guard first(name) == nil else { return }
    append(HeaderField(name, value))
  }

  /// Takes away every line of a name.
  mutating func remove(_ name: String) {
    let unwanted = name.lowercased()
    removeAll { $0.name.lowercased() == unwanted }
  }
}
