/// How one record is shown.
struct DetailOptions: Hashable, Sendable {
  enum Form: CaseIterable, Hashable, Sendable {
    case json, raw
    /// The answer that the records came with.
    case head

    var title: String {
      switch self {
      case .json: "json"
      case .raw: "raw"
      case .head: "head"
      }
    }
  }

  var form = Form.json
  var wraps = true
  /// The first line shown.
  var top = 0
}
