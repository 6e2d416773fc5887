/// What the records' time columns show.
enum TimeColumn: CaseIterable, Hashable, Sendable {
  case both, arrival, gap, none

  var next: TimeColumn {
    switch self {
    case .both: .arrival
    case .arrival: .gap
    case .gap: .none
    case .none: .both
    }
  }

  var showsArrival: Bool { self == .both || self == .arrival }
  var showsGap: Bool { self == .both || self == .gap }

  var title: String {
    switch self {
    case .both: "arrival and gap"
    case .arrival: "arrival"
    case .gap: "gap"
    case .none: "no times"
    }
  }
}
