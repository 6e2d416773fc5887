import Endpoints
import StreamDecoding
import WebText

/// A JSON value in which secrets are told from the rest.
indirect enum MaskedValue {
  /// Without secrets.
  case plain(JSONValue)
  /// The variable that stands for it.
  case secret(String)
  case array([MaskedValue])
  case object([Member])

  struct Member {
    let key: String
    let value: MaskedValue
  }

  /// What has a secret's name is one: texts and numbers, and those in it.
  init(_ value: JSONValue) {
    self.init(value, variable: nil)
  }

  private init(_ value: JSONValue, variable: String?) {
    switch value {
    case .null, .bool: self = .plain(value)
    case .number, .string: self = variable.map(MaskedValue.secret) ?? .plain(value)
    case .array(let elements):
      self = .array(elements.map { MaskedValue($0, variable: variable) })
    case .object(let members):
      self = .object(
        members.map { key, value in
          Member(
            key: key, value: MaskedValue(value, variable: Secret.variable(for: key) ?? variable))
        })
    }
  }

  /// The pairs of a form.
  init(form text: String) {
    let pairs = text.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = halves.count > 1 ? halves[1].replacing("+", with: " ") : ""
      return (
        key: PercentCoding.decoded(halves[0]), value: JSONValue.string(PercentCoding.decoded(value))
      )
    }
    var members = JSONObject()
    for pair in pairs {
      let before = members[pair.key].map { $0.arrayValue ?? [$0] }
      members[pair.key] = before.map { .array($0 + [pair.value]) } ?? pair.value
    }
    self.init(.object(members))
  }

  /// Its text, where it is one and no secret.
  var plainText: String {
    if case .plain(let value) = self { value.stringValue ?? "" } else { "" }
  }

  var holdsSecrets: Bool {
    switch self {
    case .plain: false
    case .secret: true
    case .array(let elements): elements.contains(where: \.holdsSecrets)
    case .object(let members): members.contains(where: \.value.holdsSecrets)
    }
  }

  /// As JSON, with `$NAME` for each secret.
  var withVariables: JSONValue {
    switch self {
    case .plain(let value): return value
    case .secret(let variable): return .string("$" + variable)
    case .array(let elements): return .array(elements.map(\.withVariables))
    case .object(let members):
      var result = JSONObject()
      for member in members { result[member.key] = member.value.withVariables }
      return .object(result)
    }
  }
}

extension MaskedValue {
  /// The value as JSON, with variables for its secrets.
  var word: TextWithVariables {
    switch self {
    case .plain(let value): TextWithVariables(text: value.text())
    case .secret(let variable):
      TextWithVariables(text: "\"") + TextWithVariables(variable: variable)
        + TextWithVariables(text: "\"")
    case .array(let elements):
      TextWithVariables(text: "[") + TextWithVariables.joined(elements.map(\.word), separator: ",")
        + TextWithVariables(text: "]")
    case .object(let members):
      TextWithVariables(text: "{")
        + TextWithVariables.joined(
          members.map {
            TextWithVariables(text: JSONValue.string($0.key).text() + ":") + $0.value.word
          },
          separator: ",")
        + TextWithVariables(text: "}")
    }
  }
}
