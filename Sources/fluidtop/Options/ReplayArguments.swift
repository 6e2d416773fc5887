import ArgumentParser
import ReplayServer
import WebText

/// How recordings are played, and what goes wrong on purpose.
struct ReplayArguments: ParsableArguments {
  @Option(help: ArgumentHelp("How many times as fast as it was, or max.", valueName: "n|max"))
  var speed: SpeedArgument = .times(1)

  @OptionGroup var faults: FaultArguments

  func replay(_ runs: [ReplayedRun], isOnce: Bool, admitsAnyOrigin: Bool) -> Replay {
    Replay(
      runs, speed: speed.factor, faults: faults.faults, isOnce: isOnce,
      admitsAnyOrigin: admitsAnyOrigin)
  }
}

/// `--speed`, as it is typed.
enum SpeedArgument: ExpressibleByArgument, Equatable {
  case times(Double)
  case most

  init?(argument: String) {
    if argument == "max" {
      self = .most
    } else if let factor = Double(argument), factor.isFinite, factor > 0.000_1, factor < 1e6 {
      self = .times(factor)
    } else {
      return nil
    }
  }

  var factor: Double? {
    if case .times(let factor) = self { factor } else { nil }
  }

  var defaultValueDescription: String { "1" }
}

/// `HOST:PORT`, `:PORT` or `PORT`; without a host it is this machine's own.
struct ListenArgument: ExpressibleByArgument, Equatable {
  static let anyPort = ListenArgument(host: "127.0.0.1", port: 0)
  static let usualProxy = ListenArgument(host: "127.0.0.1", port: 9000)

  let host: String
  let port: Int

  private init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  init?(argument: String) {
    let colon = argument.lastIndex(of: ":")
    let portText = colon.map { argument[argument.index(after: $0)...] } ?? argument[...]
    guard let port = Int(portText), (0...65_535).contains(port) else { return nil }
    var host = colon.map { argument[..<$0] } ?? ""
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    self.host = host.isEmpty ? "127.0.0.1" : String(host)
    self.port = port
  }

  /// Whether nobody but this machine can ask.
  var isLoopback: Bool {
    WebURL("http://\(shownHost)/", toASCII: WebHost.asWritten)?.isLoopback == true
  }

  var defaultValueDescription: String { "\(shownHost):\(port)" }

  /// As a URL has it.
  var shownHost: String { host.contains(":") ? "[\(host)]" : host }
}
