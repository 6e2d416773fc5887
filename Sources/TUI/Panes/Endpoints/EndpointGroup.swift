import Endpoints

/// Endpoints that stand together in the list.
struct EndpointGroup: Hashable, Sendable {
  var title: String
  /// Indices in the catalog's endpoints.
  var endpoints: [Int]
  /// Without a title of its own in the list.
  var isFlat = false

  private static let others = "others"

  /// Streams that are alone in their group come first, then groups with streams, streams first in
  /// each, then the other groups. What is alone and no stream is gathered at the end: below a group
  /// it would seem to belong to it.
  static func groups(of endpoints: [Endpoint]) -> [EndpointGroup] {
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for (index, endpoint) in endpoints.enumerated() {
      let title = title(of: endpoint)
      if members[title] == nil { order.append(title) }
      members[title, default: []].append(index)
    }
    func streamsFirst(_ all: [Int]) -> [Int] {
      all.filter { endpoints[$0].kind.isStream } + all.filter { !endpoints[$0].kind.isStream }
    }
    let groups = order.map { EndpointGroup(title: $0, endpoints: streamsFirst(members[$0] ?? [])) }
    func streams(_ group: EndpointGroup) -> Bool { endpoints[group.endpoints[0]].kind.isStream }
    let several = groups.filter { $0.endpoints.count > 1 }
    // A title above a single endpoint tells nothing that its path does not.
    let single = groups.filter { $0.endpoints.count == 1 }
    let flat = single.filter(streams)
      .map { EndpointGroup(title: $0.title, endpoints: $0.endpoints, isFlat: true) }
    let rest = single.filter { !streams($0) }.flatMap(\.endpoints)
    return flat + several.filter(streams) + several.filter { !streams($0) }
      + (rest.isEmpty
        ? [] : [EndpointGroup(title: members[others] == nil ? others : "/", endpoints: rest)])
  }

  static func title(of endpoint: Endpoint) -> String {
    endpoint.tags.first ?? firstSegment(of: endpoint.path)
  }

  private static func firstSegment(of path: String) -> String {
    guard let segment = path.split(separator: "/").first, !segment.hasPrefix("{") else {
      return "/"
    }
    return String(segment)
  }
}
