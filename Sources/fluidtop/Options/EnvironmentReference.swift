import Endpoints
import WebText

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

  /// The value with its variables replaced, as `EnvironmentText` reads them.
  func expanding(_ value: String) throws(Missing) -> String {
    var result = ""
    for piece in EnvironmentText(value).pieces {
      switch piece {
      case .text(let text): result += text
      case .variable(let name):
        guard let text = environment[name] else { throw Missing(name: name) }
        result += text
      }
    }
    return result
  }
}
