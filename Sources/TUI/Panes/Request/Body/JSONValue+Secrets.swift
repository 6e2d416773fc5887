import StreamDecoding
import WebText

/// A body that leaves the program for an editor: without what is secret in it.
extension JSONValue {
  /// What stands for the secret of this number in the meantime: each has its own, so that it comes
  /// back to where it was moved, and to nothing else.
  private static func standIn(_ number: Int) -> String {
    "•••••• \(number + 1) (kept by fluidtop)"
  }

  /// The value with stand-ins for texts and numbers under the names of secrets.
  var withoutSecrets: JSONValue {
    var secrets: [JSONValue] = []
    return hiding(&secrets, isSecret: false)
  }

  /// What stand-ins were put in for.
  private var secrets: [JSONValue] {
    var secrets: [JSONValue] = []
    _ = hiding(&secrets, isSecret: false)
    return secrets
  }

  private func hiding(_ secrets: inout [JSONValue], isSecret: Bool) -> JSONValue {
    switch self {
    case .null, .bool: return self
    case .number, .string:
      guard isSecret, self != "" else { return self }
      secrets.append(self)
      return .string(Self.standIn(secrets.count - 1))
    case .array(let elements):
      return .array(elements.map { $0.hiding(&secrets, isSecret: isSecret) })
    case .object(let members):
      var all = JSONObject()
      for (name, member) in members {
        all[name] = member.hiding(&secrets, isSecret: isSecret || SecretName.matches(name))
      }
      return .object(all)
    }
  }

  /// The value with the secrets of an older one where their stand-ins are.
  func restoringSecrets(of old: JSONValue) -> JSONValue {
    var known: [String: JSONValue] = [:]
    for (number, secret) in old.secrets.enumerated() { known[Self.standIn(number)] = secret }
    return known.isEmpty ? self : replacing(known)
  }

  private func replacing(_ known: [String: JSONValue]) -> JSONValue {
    switch self {
    case .string(let text): return known[text] ?? self
    case .array(let elements): return .array(elements.map { $0.replacing(known) })
    case .object(let members):
      var all = JSONObject()
      for (name, member) in members { all[name] = member.replacing(known) }
      return .object(all)
    case .null, .bool, .number: return self
    }
  }

  /// A text that is no JSON, with the secrets of an older value where their stand-ins are.
  static func restoringSecrets(of old: JSONValue, in text: String) -> String {
    old.secrets.enumerated().reduce(text) { text, secret in
      text.replacing(
        JSONValue.string(standIn(secret.offset)).text(), with: secret.element.text())
    }
  }
}
