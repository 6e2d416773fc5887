/// The shapes of what an endpoint sends, of all that its sources say.
struct StreamShape {
  @Fact private(set) var item: NamedSchema? = nil
  private(set) var events: [NamedEvent]

  /// - Parameters:
  ///   - kind: How the answer is read.
  ///   - claims: What the sources say; who knows best what is declared comes first.
  init(of kind: EndpointKind, among claims: [Endpoint]) {
    let knowing = claims.filter { $0.knowsShape(of: kind) }
    let best = knowing.first { !$0.$item.isAssumed } ?? knowing.first
    // The item of another kind of stream, before none at all: but never an ordinary answer's.
    item =
      best.map { $0.shape(of: kind) }
      ?? claims.lazy.filter { $0.kind.isStream == kind.isStream }.compactMap(\.item).first
    events = best?.events ?? []
    add(claims.map(\.events).first { !$0.isEmpty } ?? [])
    if best?.$item.isAssumed == true, !events.isEmpty { limitItem() }
    $item.isAssumed = item != nil && claims.contains { $0.$item.isAssumed }
    if item != nil { events = events.map { NamedEvent(name: $0.name) } }
  }

  /// Names that are not known yet.
  mutating func add(_ others: [NamedEvent]) {
    for event in others where !events.contains(where: { $0.name == event.name }) {
      events.append(item == nil ? event : NamedEvent(name: event.name))
    }
  }

  /// An item that need not be that of all events is that of those without a name.
  private mutating func limitItem() {
    let index = events.firstIndex { $0.name == NamedEvent.unnamed }
    if let index {
      events[index].item = events[index].item ?? item
    } else {
      events.append(NamedEvent(name: NamedEvent.unnamed, item: item))
    }
    item = nil
  }
}

extension Endpoint {
  /// The shape of what it sends where the answer is of this kind; nil when nobody knows it.
  func shape(of kind: EndpointKind) -> NamedSchema? {
    self.kind == kind ? item : kind == .unary ? answer : nil
  }

  fileprivate func knowsShape(of kind: EndpointKind) -> Bool {
    shape(of: kind) != nil || self.kind == kind && events.contains { $0.item != nil }
  }
}
