import ArgumentParser
import Discovery
import Endpoints

/// Which of the endpoints a command is for: all without an option.
struct SelectionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only this endpoint, by its name, path or 'METHOD /path'; may be given several times.",
      valueName: "name"), completion: .foundNames)
  var endpoint: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only this kind: sse, ndjson, text, file or unary; may be given several times.",
      valueName: "kind"))
  var kind: [EndpointKind] = []

  @Option(
    help: ArgumentHelp(
      "Only endpoints with this tag; may be given several times.", valueName: "tag"))
  var tag: [String] = []

  var isEmpty: Bool { endpoint.isEmpty && kind.isEmpty && tag.isEmpty }

  /// The endpoints that are named, or all, as far as they have one of the kinds and one of the tags.
  ///
  /// - Parameter mayBeNone: Whether nothing is an answer, where nothing was asked for.
  func endpoints(of result: DiscoveryResult, mayBeNone: Bool) throws(Ending) -> [Endpoint] {
    let all = result.catalog.endpoints
    if all.isEmpty, !mayBeNone { throw .failed(Self.nothingFound) }
    let named =
      endpoint.isEmpty ? all : try EndpointSelection(result: result).endpoints(named: endpoint)
    for tag in tag where !all.contains(where: { $0.tags.contains(tag) }) {
      throw Self.unknown(tag: tag, of: all)
    }
    let chosen = named.filter { endpoint in
      (kind.isEmpty || !Set(endpoint.kinds).isDisjoint(with: kind))
        && (tag.isEmpty || !Set(endpoint.tags).isDisjoint(with: tag))
    }
    if chosen.isEmpty, !isEmpty { throw noneChosen(of: all) }
    return chosen
  }

  private func noneChosen(of endpoints: [Endpoint]) -> Ending {
    let known = EndpointKind.allCases.filter { kind in
      endpoints.contains { $0.kinds.contains(kind) }
    }
    if !kind.isEmpty, Set(kind).isDisjoint(with: known) { return unknownKind(of: endpoints, known) }
    let given = [
      ("--kind", kind.isEmpty), ("--tag", tag.isEmpty), ("--endpoint", endpoint.isEmpty),
    ]
    .filter { !$0.1 }.map(\.0)
    return .failed("no endpoint is of what \(given.joined(separator: " and ")) say together")
  }

  private func unknownKind(of endpoints: [Endpoint], _ known: [EndpointKind]) -> Ending {
    let wished = kind.map(\.rawValue).joined(separator: " or ")
    let there = known.map(\.rawValue).joined(separator: ", ")
    // A document says nothing of a StreamingResponse.
    let isOfDocument = kind.contains(where: \.isStream) && endpoints.contains { $0.location == nil }
    return .failed(
      "no endpoint is of --kind \(wished)" + (there.isEmpty ? "" : "; there is \(there)")
        + (isOfDocument
          ? "; a StreamingResponse's kind is known from the sources: name the application too "
            + "(main:app)" : ""))
  }

  private static let nothingFound =
    "no endpoint was found, and nothing was written; name the application too (main:app, "
    + "path/main.py), its folder, or another document"

  private static func unknown(tag: String, of endpoints: [Endpoint]) -> Ending {
    let known = Set(endpoints.flatMap(\.tags)).sorted()
    let shown = known.prefix(8).joined(separator: ", ")
    let rest = known.count > 8 ? " and \(known.count - 8) more" : ""
    let there = known.isEmpty ? "none has a tag" : "there is \(shown)\(rest)"
    return .usage("no endpoint has the tag '\(tag)'; \(there)")
  }
}
