/// Parts of a request's form, in their order on the screen.
enum RequestTab: String, CaseIterable, Comparable, Hashable, Sendable {
  case params = "Params"
  case headers = "Headers"
  case auth = "Auth"
  case body = "Body"
  case options = "Options"

  static func < (one: RequestTab, other: RequestTab) -> Bool { one.place < other.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension RequestDraft {
  /// The tabs that have fields, in order.
  var tabs: [RequestTab] { RequestTab.allCases.filter { tab in fields.contains { $0.tab == tab } } }

  /// The first field of the tab that comes so many tabs after that of a field.
  func tabStart(after field: Int, by step: Int) -> Int {
    let tabs = tabs
    let index = tabs.firstIndex(of: fields[field].tab) ?? 0
    let next = tabs[(index + step + tabs.count) % tabs.count]
    return fields.firstIndex { $0.tab == next } ?? 0
  }

  /// The headers of the command line that belong to a tab, as far as nothing typed replaces them.
  func given(in tab: RequestTab) -> [GivenHeader] {
    let chosen = Set(fields.flatMap(\.headerNames).map { $0.lowercased() })
    return given.filter { header in
      let name = header.name.lowercased()
      return !chosen.contains(name) && tab == (name == "authorization" ? .auth : .headers)
    }
  }

  /// Lines that a tab takes.
  func lines(in tab: RequestTab) -> Int {
    let own = fields.indices.filter { fields[$0].tab == tab }
    return own.reduce(given(in: tab).count) { $0 + lines(of: $1) }
  }

  /// Lines that a field takes, as far as a screen could show them.
  private func lines(of field: Int) -> Int {
    switch fields[field].content {
    case .text(let input) where input.hasLines:
      input.characters.prefix(20_000).reduce(1) { $1.isLineEnd ? $0 + 1 : $0 }
    case .text: 1
    case .value: rowCount(field, limit: Self.mostLines)
    }
  }

  private static let mostLines = 60
}

extension RequestField {
  /// The header that the field sends, where it is no parameter and holds something.
  fileprivate var headerNames: [String] {
    if isEmpty { return [] }
    if case .credential(let scheme, _) = role { return [scheme.header].compactMap(\.self) }
    return [headerLine?.name].compactMap(\.self)
  }
}
