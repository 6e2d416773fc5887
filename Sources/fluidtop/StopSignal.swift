import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What asks a program from outside to end.
enum StopSignal: CaseIterable {
  case interrupt
  case terminate
  case hangUp

  init(_ ending: TerminalEvent.Ending) {
    self =
      switch ending {
      case .interrupted: .interrupt
      case .terminated: .terminate
      case .hungUp: .hangUp
      }
  }

  /// Nil where no signal that ends programs has this number.
  init?(number: Int32) {
    guard let signal = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = signal
  }

  var number: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    }
  }

  /// The exit status by which shells and service managers know it: 130, 143, 129.
  var status: Int32 { 128 + number }
}
