import ArgumentParser
import LocalServer
import WebText

/// What goes wrong on purpose, so that a front end meets it.
struct FaultArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Break each body off after so many bytes (64K) or so long (5s).", valueName: "bytes|duration")
  )
  var cutAfter: CutArgument?

  @Option(
    help: ArgumentHelp("Answer with this status, the first n times.", valueName: "code[xn]"))
  var status: StatusArgument?

  @Option(help: ArgumentHelp("Wait before each answer.", valueName: "duration"))
  var latency: DurationArgument?

  @Option(help: ArgumentHelp("Send bodies in pieces of this size.", valueName: "bytes"))
  var fragment: SizeArgument?

  var faults: Faults {
    Faults(
      cut: cutAfter?.cut, refusals: status?.refusals, latency: latency?.duration ?? .zero,
      fragment: fragment?.bytes)
  }
}

/// `--cut-after`: `65536`, `64K`, `5s`. A small `m` is minutes, a capital one MiB.
struct CutArgument: ExpressibleByArgument, Equatable {
  let cut: Faults.Cut

  init?(argument: String) {
    if argument.last?.isLowercase == true, let duration = Duration(typed: argument) {
      cut = .time(duration)
    } else if let bytes = ByteCount.reading(limit: argument) {
      cut = .bytes(bytes)
    } else {
      return nil
    }
  }
}

/// `--status`: `503`, `503x2`.
struct StatusArgument: ExpressibleByArgument, Equatable {
  let refusals: Faults.Refusals

  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count <= 2, let status = Int(parts[0]), (400...599).contains(status) else {
      return nil
    }
    let count = parts.count == 2 ? Int(parts[1]) : .max
    guard let count, count > 0 else { return nil }
    refusals = Faults.Refusals(status: status, count: count)
  }
}
