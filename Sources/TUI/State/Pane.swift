/// The panes, in the order of their number keys.
enum Pane: Int, CaseIterable, Hashable, Sendable {
  case endpoints = 1
  case request
  case records
  case callbacks
  case detail
  case rate

  var title: String {
    switch self {
    case .endpoints: "Endpoints"
    case .request: "Request"
    case .records: "Records"
    case .callbacks: "Callbacks"
    case .detail: "Detail"
    case .rate: "Rate"
    }
  }

  /// True for the panes that share one place in the compact form.
  var isTab: Bool {
    switch self {
    case .callbacks, .detail, .rate: true
    case .endpoints, .request, .records: false
    }
  }
}
