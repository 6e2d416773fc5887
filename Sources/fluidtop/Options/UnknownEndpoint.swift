import Discovery
import Endpoints
import WebText

/// A name that no source knows: said with what there is instead.
struct UnknownEndpoint {
  let name: String
  /// Where among several it stands, from 1: what an option left over, a token perhaps, is not quoted.
  var place: Int?
  let result: DiscoveryResult
  /// Whether the user said where to look.
  var isSourceNamed = true

  var ending: Ending {
    let shown = place.map { "argument \($0)" } ?? "'\(WebURL.hidingSecrets(inName: name))'"
    if result.catalog.endpoints.isEmpty {
      let reasons = failures.isEmpty ? ["nothing was found"] : failures
      let advice =
        isSourceNamed ? "" : "; nobody said where to look: give --from TARGET, or a URL for a name"
      return .failed("cannot look up \(shown): " + reasons.joined(separator: "; ") + advice)
    }
    var sentence = place == nil ? "no endpoint is called \(shown)" : "\(shown) names no endpoint"
    let similar = closest
    if similar.isEmpty {
      sentence += "; `fluidtop list --all` shows all \(result.catalog.endpoints.count) of them"
    } else {
      sentence += "; there is " + similar.joined(separator: ", ")
    }
    if place != nil { sentence += "; what holds blanks stands in quotes" }
    return .usage((failures + [sentence]).joined(separator: "; "))
  }

  private var failures: [String] { result.failures.map(\.sentence) }

  /// Names that share letters in order, the streams first; at most five.
  private var closest: [String] {
    let wanted = name.lowercased()
    let scored = result.catalog.endpoints.map { endpoint in
      (endpoint.name, Self.distance(wanted, endpoint.name.lowercased()))
    }
    var known: Set<String> = []
    return
      scored
      .filter { $0.1 <= max(2, wanted.count / 3) || $0.0.lowercased().contains(wanted) }
      .sorted { $0.1 < $1.1 }
      .map(\.0).filter { known.insert($0).inserted }
      .prefix(5).map { $0 }
  }

  /// Levenshtein's distance, over at most 64 characters.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right.prefix(64))
    var row = Array(0...right.count)
    for (index, character) in left.prefix(64).enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let substitution = diagonal + (character == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(substitution, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[right.count]
  }
}
