import Endpoints

/// The endpoints as the list shows them: in groups that fold, narrowed by a text.
struct EndpointTree: Hashable, Sendable {
  enum Row: Hashable, Sendable {
    case group(String, count: Int, folded: Bool)
    /// Index in the catalog's endpoints.
    case endpoint(Int)

    /// Of a group.
    fileprivate var title: String? {
      if case .group(let title, _, _) = self { title } else { nil }
    }
  }

  private var groups: [EndpointGroup] = []
  private var titles: [String] = []
  /// What a narrowing text is looked for in: the title, the tags and the group's title.
  private var texts: [String] = []
  /// Cells of the longest method and of the longest path.
  private(set) var methodColumns = 0
  private(set) var pathColumns = 0
  private var folded: Set<String> = []
  private(set) var filter = ""
  private(set) var rows: [Row] = []
  /// Index in `rows`.
  private(set) var selection = 0
  /// The first row shown.
  private(set) var top = 0

  init() {}

  /// The tree of a catalog; folds, filter and selection of `old` stay where they still make sense.
  init(_ catalog: Catalog, keeping old: EndpointTree) {
    folded = old.folded
    filter = old.filter
    titles = catalog.endpoints.map(\.title)
    texts = catalog.endpoints.map { endpoint in
      ([endpoint.title, EndpointGroup.title(of: endpoint)] + endpoint.tags)
        .joined(separator: "\n").lowercased()
    }
    methodColumns = catalog.endpoints.lazy.map { $0.shortMethod.columns }.max() ?? 0
    pathColumns = catalog.endpoints.lazy.map { $0.path.columns }.max() ?? 0
    groups = EndpointGroup.groups(of: catalog.endpoints)
    arrange()
    let kept = old.selectedTitle.flatMap { titles.firstIndex(of: $0) }
    let streaming = catalog.endpoints.firstIndex { $0.kind.isStream }
    if let group = old.selectedGroup, let row = rows.firstIndex(where: { $0.title == group }) {
      selection = row
    } else if let index = kept ?? streaming ?? titles.indices.first {
      select(endpoint: index)
    }
    // What is selected stays where the eye has it.
    top = max(0, old.top + selection - old.selection)
  }

  /// Index in the catalog of the endpoint under the cursor; nil on a group.
  var selectedEndpoint: Int? {
    guard rows.indices.contains(selection), case .endpoint(let index) = rows[selection] else {
      return nil
    }
    return index
  }

  private var selectedGroup: String? {
    rows.indices.contains(selection) ? rows[selection].title : nil
  }

  private var selectedTitle: String? {
    selectedEndpoint.map { titles[$0] }
  }

  // MARK: Moving

  mutating func move(to row: Int) {
    selection = min(max(0, row), max(0, rows.count - 1))
  }

  mutating func move(by delta: Int) { move(to: selection + delta) }

  mutating func select(endpoint index: Int) {
    if let row = rows.firstIndex(of: .endpoint(index)) { selection = row }
  }

  /// Selects an endpoint, wherever it is hidden.
  mutating func show(endpoint index: Int) {
    if !filter.isEmpty, !rows.contains(.endpoint(index)) { narrow(to: "") }
    if let group = groups.first(where: { $0.endpoints.contains(index) }) {
      setFolded(group.title, false)
    }
    select(endpoint: index)
  }

  /// Moves the window so that the selection is in it.
  mutating func reveal(height: Int) {
    guard height > 0 else { return }
    top = min(top, max(0, rows.count - height))
    if selection < top { top = selection }
    if selection >= top + height { top = selection - height + 1 }
    // A group's title above its first endpoint says where one is.
    if top == 1, selection < height { top = 0 }
  }

  /// Moves the window, and the selection only as far as it must.
  mutating func scroll(by delta: Int, height: Int) {
    top = min(max(0, top + delta), max(0, rows.count - height))
    selection = min(max(selection, top), max(0, min(top + height, rows.count) - 1))
  }

  // MARK: Folding and narrowing

  /// Folds or opens the group under the cursor; false on an endpoint.
  mutating func toggle() -> Bool {
    guard rows.indices.contains(selection),
      case .group(let title, _, let isFolded) = rows[selection]
    else { return false }
    setFolded(title, !isFolded)
    return true
  }

  /// Left folds the group, or goes to the title of the endpoint's group.
  mutating func left() {
    if let title = selectedGroup { return setFolded(title, true) }
    guard let selected = selectedEndpoint,
      let group = groups.first(where: { $0.endpoints.contains(selected) }),
      let row = rows.firstIndex(where: { $0.title == group.title })
    else { return }
    selection = row
  }

  /// Right opens the group.
  mutating func right() {
    guard rows.indices.contains(selection), case .group(let title, _, true) = rows[selection]
    else { return }
    setFolded(title, false)
  }

  /// Shows only endpoints whose method, path, group or tags hold `text`, in any case. What is
  /// selected stays selected, also where only its group hides it.
  mutating func narrow(to text: String) {
    let selected = selectedEndpoint
    filter = text
    if text.isEmpty, let selected { open(groupOf: selected) }
    arrange()
    if let selected, rows.contains(.endpoint(selected)) {
      select(endpoint: selected)
    } else {
      selection = rows.firstIndex { if case .endpoint = $0 { true } else { false } } ?? 0
    }
  }

  /// Goes to an endpoint, whatever hides it.
  mutating func reach(endpoint index: Int) {
    open(groupOf: index)
    if !rows.contains(.endpoint(index)) { filter = "" }
    arrange()
    select(endpoint: index)
  }

  /// The endpoints of a group, in their order.
  func members(of title: String) -> [Int] {
    groups.first { $0.title == title }?.endpoints ?? []
  }

  /// All endpoints in the order of the list, shown or not, from the one after the selection on.
  var afterSelection: [Int] {
    let all = groups.flatMap(\.endpoints)
    let selected = selectedEndpoint ?? selectedGroup.flatMap { members(of: $0).first }
    let next = selected.flatMap { all.firstIndex(of: $0) }.map {
      $0 + (selectedEndpoint == nil ? 0 : 1)
    }
    return Array(all[(next ?? 0)...] + all[..<(next ?? 0)])
  }

  private mutating func open(groupOf index: Int) {
    if let group = groups.first(where: { $0.endpoints.contains(index) }) {
      folded.remove(group.title)
    }
  }

  private mutating func setFolded(_ title: String, _ isFolded: Bool) {
    if isFolded { folded.insert(title) } else { folded.remove(title) }
    arrange()
    move(to: selection)
  }

  private mutating func arrange() {
    let needle = filter.lowercased()
    rows = []
    for group in groups {
      // What is read above them belongs to them, also where it is no tag.
      let isNamed =
        needle.isEmpty || !group.isFlat && group.title.lowercased().contains(needle)
      let shown = isNamed ? group.endpoints : group.endpoints.filter { texts[$0].contains(needle) }
      if shown.isEmpty { continue }
      if group.isFlat {
        rows += shown.map(Row.endpoint)
        continue
      }
      // A narrowed list shows what it found, folded or not.
      let isFolded = needle.isEmpty && folded.contains(group.title)
      rows.append(.group(group.title, count: shown.count, folded: isFolded))
      if !isFolded { rows += shown.map(Row.endpoint) }
    }
    move(to: selection)
  }
}

extension Endpoint {
  /// The method in at most four cells.
  var shortMethod: String {
    switch method {
    case "DELETE": "DEL"
    case "OPTIONS": "OPT"
    case "PATCH": "PTCH"
    default: method
    }
  }
}
