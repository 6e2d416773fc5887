import Endpoints
import WebText

/// A header that the command line gave for every request, as it may be shown.
public struct GivenHeader: Hashable, Sendable {
  /// Its name as it was written.
  public let name: String
  /// Without what is secret of it.
  let shown: String

  /// A header as it was written: `$NAME` may stand in its value.
  public init(name: String, value: String) {
    self.name = name
    shown = Self.shown(value, of: name)
  }

  /// The value of a header without what is secret of it; the word before a credential stays.
  static func shown(_ value: String, of name: String) -> String {
    guard SecretName.matches(name) else { return value }
    let (word, credential) = parts(of: value, of: name)
    return word + MaskedText(credential).shown
  }

  /// Whether a value is a secret, and not the name of a variable alone.
  static func isSecret(_ value: String, of name: String) -> Bool {
    SecretName.matches(name) && !MaskedText(parts(of: value, of: name).credential).isSpelledOut
  }

  /// `Bearer ` and what is behind it.
  private static func parts(
    of value: String, of name: String
  ) -> (word: String, credential: String) {
    let parts = value.split(separator: " ", maxSplits: 1)
    guard name.lowercased().hasSuffix("authorization"), parts.count == 2 else { return ("", value) }
    return (String(parts[0]) + " ", String(parts[1]))
  }
}

/// A secret as everybody may see it.
struct MaskedText {
  private static let dots = "••••••"
  private let text: String

  init(_ text: String) { self.text = text }

  /// True where it is made of variables of the environment, whose names are no secrets.
  var isSpelledOut: Bool {
    let pieces = EnvironmentText(text).pieces
    return !pieces.isEmpty
      && pieces.allSatisfy { piece in
        if case .text(let text) = piece {
          text == ":" || text == "$" && pieces.count == 1
        } else {
          true
        }
      }
  }

  /// `$TOKEN ••••••` or `••••••`.
  var shown: String { (isSpelledOut ? text + " " : "") + Self.dots }

  /// Names of the variables in it.
  static func variables(in text: String) -> [String] {
    EnvironmentText(text).pieces.compactMap {
      if case .variable(let name) = $0 { name } else { nil }
    }
  }
}
