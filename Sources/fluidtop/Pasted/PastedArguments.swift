import Endpoints

/// `--curl LINE` of `tail` and `get`, or the line in place of the URL, also of the screen's: replaced by
/// the options that mean the same, before anything else is read.
enum PastedArguments {
  private static let option = "--curl"
  /// A line is typed or copied by somebody.
  private static let limit = 4 << 20

  /// The arguments with the pasted line read; as they are where there is none.
  static func expanding(
    _ arguments: [String], _ environment: @autoclosure () -> EnvironmentReference
  ) throws(Ending) -> [String] {
    if let line = arguments.first, let pasted = PastedCommand(line) {
      let meant = try CurlLine.arguments(pasted, for: .tail, environment())
      // The screen asks for what a body, a form or another method would need by itself.
      guard (try? InspectCommand.parse(meant)) != nil else {
        throw .usage(
          "only what gets opens here; for this line: fluidtop tail --curl LINE")
      }
      return meant + arguments.dropFirst()
    }
    guard let command = arguments.first.flatMap(CurlLine.Command.init) else { return arguments }
    var rest = Array(arguments.dropFirst())
    guard let text = try takeLine(from: &rest) else { return arguments }
    guard let pasted = PastedCommand(text) else {
      throw .usage(
        "--curl needs a command line of curl, or PowerShell's Invoke-WebRequest; "
          + "--curl - reads one from standard input")
    }
    // What is typed beside it comes later, and counts more where only one can.
    let meant = try CurlLine.arguments(pasted, for: command, environment())
    return [command.rawValue] + meant + rest
  }

  private static func takeLine(from arguments: inout [String]) throws(Ending) -> String? {
    if let first = arguments.first, PastedCommand(first) != nil {
      return arguments.removeFirst()
    }
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { return nil }
      if argument.hasPrefix(option + "=") {
        arguments.remove(at: index)
        return try line(String(argument.dropFirst(option.count + 1)))
      }
      guard argument == option, index + 1 < arguments.count else { continue }
      let value = arguments.remove(at: index + 1)
      arguments.remove(at: index)
      return try line(value)
    }
    return nil
  }

  /// A line with quotes of both kinds is hard to quote once more: it may come from a file or a pipe.
  private static func line(_ value: String) throws(Ending) -> String {
    guard value == "-" || value.hasPrefix("@") else { return value }
    let path = value == "-" ? "/dev/stdin" : String(value.dropFirst())
    guard let bytes = SmallFile.read(path, limit: limit) else {
      throw .usage("--curl can't read '\(path)': no such file, or it is over 4 MiB")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
