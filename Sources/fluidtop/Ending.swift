#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a command ends when it does not simply return: an exit status and at most one sentence.
///
/// Statuses: 0 done, 1 the stream or download failed, 64 wrong usage, and a
/// `StopSignal`'s: 130 interrupted, 143 terminated, 129 hung up.
enum Ending: Error, Equatable {
  case done
  /// The stream, download or discovery failed; the sentence says what happened and what to do.
  case failed(String)
  case usage(String)
  case interrupted(by: StopSignal, String?)
  /// As `failed`, where everything was said already.
  case quietFailure

  var status: Int32 {
    switch self {
    case .done: 0
    case .failed, .quietFailure: 1
    case .usage: 64
    case .interrupted(let signal, _): signal.status
    }
  }

  private var sentence: String? {
    switch self {
    case .done, .quietFailure: nil
    case .failed(let sentence), .usage(let sentence): sentence
    case .interrupted(_, let sentence): sentence
    }
  }

  /// The sentence for an error that ended something else than the whole program.
  static func sentence(of error: any Error) -> String {
    (error as? Ending)?.sentence ?? "\(error)"
  }

  func leave() -> Never {
    if let sentence { StandardError.say(sentence) }
    exit(status)
  }
}

/// Without this a reader that leaves (`| head -1`) would kill the process by signal before it could
/// end quietly; with it `write` answers EPIPE instead.
func ignoreBrokenPipes() {
  signal(SIGPIPE, SIG_IGN)
}
