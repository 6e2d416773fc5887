import StreamDecoding
import WebText

/// A body that leaves the program for an editor: without what is secret in it.
extension JSONValue {
  /// What stands for a secret in the meantime.
  private static let standIn = JSONValue.string("•••••• (kept by fluidtop)")

  /// The value with a stand-in for texts and numbers under the names of secrets.
  func hidingSecrets(isSecret: Bool = false) -> JSONValue {
    switch self {
    case .null, .bool: self
    case .number, .string: isSecret && self != "" ? Self.standIn : self
    case .array(let elements): .array(elements.map { $0.hidingSecrets(isSecret: isSecret) })
    case .object(let members):
      .object(
        members.reduce(into: JSONObject()) { all, member in
          all[member.key] = member.value.hidingSecrets(
            isSecret: isSecret || SecretName.matches(member.key))
        })
    }
  }

  /// The value with the secrets of an older one where their stand-ins are.
  func restoringSecrets(of old: JSONValue?) -> JSONValue {
    switch self {
    case Self.standIn: old ?? self
    case .array(let elements):
      .array(elements.enumerated().map { $0.element.restoringSecrets(of: old?[$0.offset]) })
    case .object(let members):
      .object(
        members.reduce(into: JSONObject()) { all, member in
          all[member.key] = member.value.restoringSecrets(of: old?[member.key])
        })
    case .null, .bool, .number, .string: self
    }
  }

  /// The secrets that stand-ins were put in for, in their order in the text.
  func secrets(isSecret: Bool = false) -> [JSONValue] {
    switch self {
    case .null, .bool: []
    case .number, .string: isSecret && self != "" ? [self] : []
    case .array(let elements): elements.flatMap { $0.secrets(isSecret: isSecret) }
    case .object(let members):
      members.flatMap { $0.value.secrets(isSecret: isSecret || SecretName.matches($0.key)) }
    }
  }

  /// A text that is no JSON, with the secrets in the order in which they stood.
  static func restoring(_ secrets: [JSONValue], in text: String) -> String {
    var left = secrets[...]
    var restored = ""
    var rest = text[...]
    let mark = standIn.text()
    while let found = rest.firstRange(of: mark), let secret = left.popFirst() {
      restored += rest[..<found.lowerBound] + secret.text()
      rest = rest[found.upperBound...]
    }
    return restored + rest
  }
}
