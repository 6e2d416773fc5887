import RecordStore
import StreamDecoding

/// Columns that are worth seeing: fields that most of the newest records have, and in which they
/// differ.
struct ColumnProposal {
  private static let newest = 100
  private static let longest = 16 << 10
  private static let deepest = 5
  /// Fields of one record that are looked at, and of all that are proposed.
  private static let mostPaths = 200, mostColumns = 5

  private struct Seen {
    var records = 0
    var first: JSONValue
    var differs = false
  }

  private var paths: [String] = []
  private var seen: [String: Seen] = [:]
  private var types: Set<String> = []
  private var hasIDs = false
  private var records = 0

  init(_ store: RecordStore) {
    for number in store.indices.suffix(Self.newest) where !store[number].isMark {
      let record = store[number]
      records += 1
      hasIDs = hasIDs || !record.id.isEmpty
      types.insert(record.type)
      guard record.byteCount <= Self.longest else { continue }
      if let value = try? JSONValue(parsing: Array(record.payload)) {
        look(at: value, [])
      }
    }
  }

  /// As one types them: `id, event, .cpu, .host`.
  var text: String {
    let differing = paths.filter { path in
      seen[path].map { $0.differs && $0.records * 2 >= records } ?? false
    }
    let chosen = differing.isEmpty ? ["data"] : Array(differing.prefix(Self.mostColumns))
    return ((hasIDs ? ["id"] : []) + (types.count > 1 ? ["event"] : []) + chosen)
      .joined(separator: ", ")
  }

  private mutating func look(at value: JSONValue, _ path: [FieldPath.Part]) {
    guard path.count <= Self.deepest else { return }
    switch value {
    case .object(let members):
      for (name, value) in members { look(at: value, path + [.name(name)]) }
    case .array(let elements):
      guard !path.isEmpty, let first = elements.first else { return }
      look(at: first, path + [.index(0)])
    case .string, .number, .bool, .null: note(value, FieldPath(path).text)
    }
  }

  private mutating func note(_ value: JSONValue, _ path: String) {
    guard !path.isEmpty else { return }
    if seen[path] == nil {
      guard paths.count < Self.mostPaths else { return }
      paths.append(path)
    }
    var known = seen[path] ?? Seen(first: value)
    known.records += 1
    known.differs = known.differs || known.first != value
    seen[path] = known
  }
}
