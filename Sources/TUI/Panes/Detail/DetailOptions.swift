/// How one record is shown.
struct DetailOptions: Sendable {
  enum Form: CaseIterable, Hashable, Sendable {
    case json, assembled, raw
    /// The answer that the records came with.
    case head

    func title(isShort: Bool) -> String {
      switch self {
      case .json: "json"
      case .assembled: isShort ? "joined" : "assembled"
      case .raw: "raw"
      case .head: "head"
      }
    }
  }

  var form = Form.json
  var wraps = true
  /// The record in which somebody has moved; another one shows from its first line.
  var reading: DetailReading?
  /// The place at the top of the assembled answer where somebody left its end, and whose it is.
  var heldAssembly: (endpoint: String, top: DetailScroll.Place)?
  /// Where the answer's head was left.
  var headScroll = DetailScroll()
  /// Where in what is shown stands what `/` looks for.
  var scan: DetailScan?
  /// A hit that is not known yet.
  var seek: Seek?
  /// What other records are compared with.
  var pinned: PinnedRecord?
}
