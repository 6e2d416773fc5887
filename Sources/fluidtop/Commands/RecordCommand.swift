import ArgumentParser
import StreamClient
import WebText

/// `fluidtop record`: keeps a stream in a file.
struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Keep a stream in a capture file.",
    discussion: """
      EXAMPLES
        fluidtop record http://localhost:8000/events -o events.capture
        fluidtop record stream_notifications --from main.py -p user_id=1 -o n.capture
        fluidtop record /events --for 1m -o minute.capture
        fluidtop replay events.capture

      A capture is text: a JSON value a line, with the bytes as they came and their
      times. Ctrl-C ends it; whatever ends it, at most the last line is lost.
      A name that ends in .gz is compressed, and at most the last second is lost.
      Credentials, cookies and request bodies stay out of it.
      """)

  @OptionGroup var request: RequestArguments
  @OptionGroup var follow: FollowArguments

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "capture"),
    completion: .file())
  var output: String

  @OptionGroup(title: "Capture")
  var capture: CaptureArguments

  func run() async throws {
    let environment = EnvironmentReference.ofThisProcess
    let client = try StreamClient.ofCommand(request.connection, environment)
    let interruption = Interruption()
    defer { Progress.clear() }
    let (ending, file) = try await interruption.watching {
      let resolved = try await ResolvedRequest.resolve(
        request, with: client, environment: environment)
      var options = try follow.options(
        for: resolved.request.method, idleTimeout: request.idleTimeout?.duration, environment)
      _ = follow.reconnectOption(for: resolved.request.method)
      let file = try capture.file(output)
      options.observer = capture.run(of: file, resolved)
      let session = RecordSession(limit: follow.max)
      let ending = await session.run(
        resolved.request, options: options, with: client, for: follow.limit?.duration)
      file.finish()
      if Task.isCancelled { throw KeptWork(sentence: session.summary(of: file)) }
      Progress.clear()
      if ending == nil { StandardError.write(line: session.summary(of: file)) }
      return (ending, file)
    }
    if let ending { throw ending }
    try file.checkWhole()
  }
}
