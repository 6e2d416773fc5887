import Endpoints
import StreamDecoding
import WebText

/// `name=value` of a query or of an urlencoded form.
struct ShellPair {
  /// Percent-encoded.
  let name: String
  /// A variable, or percent-encoded text; nil where a name stands alone.
  let value: TextWithVariables?

  /// The variables in it stand for values that are not encoded yet.
  var hasVariables: Bool { value?.hasVariables == true }

  /// The same without percent-encoding, for a program that encodes the whole value.
  var plainValue: TextWithVariables? { value?.mapText { PercentCoding.decoded($0) } }

  /// The pair as it stands in a URL.
  var word: TextWithVariables {
    value.map { TextWithVariables(text: name + "=") + $0 } ?? TextWithVariables(text: name)
  }

  /// The pairs of a query or a form.
  ///
  /// - Parameter masked: What stands for a value, which is percent-encoded, by its plain name.
  static func all(in text: String, masked: (_ name: String, _ value: String) -> TextWithVariables)
    -> [ShellPair]
  {
    text.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(halves[0])
      guard halves.count == 2 else { return ShellPair(name: name, value: nil) }
      let plain = PercentCoding.decoded(halves[0])
      return ShellPair(name: name, value: masked(plain, String(halves[1])))
    }
  }
}

extension [ShellPair] {
  /// All of them, as they stand in a URL.
  var word: TextWithVariables { TextWithVariables.joined(map(\.word), separator: "&") }
}
