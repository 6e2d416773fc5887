import ArgumentParser
import Discovery
import StreamClient
import WebText

/// `fluidtop get`: downloads a body to disk.
struct GetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Download a file stream to disk.",
    discussion: """
      EXAMPLES
        fluidtop get http://localhost:8000/files/report/download
        fluidtop get download_file -p file_id=report -o downloads/
        fluidtop get http://localhost:8000/files/dataset/download --continue
        fluidtop get http://localhost:8000/export.csv -o - | head

      The file gets the name that the server gives it. Bytes go to NAME.part until
      all are there; a download that broke off goes on with --continue.
      """)

  @OptionGroup var request: RequestArguments

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to: a file, a folder, or - for standard output.", valueName: "file|dir|-"))
  var output: String?

  @Flag(name: .customLong("continue"), help: "Go on with a download that broke off.")
  var resume = false

  @Flag(help: "Overwrite a file that is there.")
  var force = false

  func run() async throws {
    let environment = EnvironmentReference.ofThisProcess
    let client = try StreamClient.ofCommand(request.connection, environment)
    let interruption = Interruption()
    defer { Progress.clear() }
    do {
      let file = try await interruption.watching {
        let resolved = try await ResolvedRequest.resolve(
          request, with: client, environment: environment)
        do {
          return try await download(resolved.request, with: client)
        } catch let failure as StreamFailure where Task.isCancelled && failure.remedy != nil {
          throw KeptWork(sentence: failure.sentence)
        }
      }
      Progress.clear()
      if let path = file.path {
        StandardError.write(line: "\(path)  \(ByteCount.text(file.length))")
      }
    } catch let failure as StreamFailure {
      Progress.clear()
      // Nobody reads standard output any more: `| head` has enough.
      if output == "-", failure.kind == .closed { throw Ending.done }
      throw Ending.failed(failure.sentence)
    }
  }

  private func download(
    _ request: StreamRequest, with client: StreamClient
  ) async throws -> DownloadedFile {
    var options = DownloadOptions()
    options.resume = resume
    options.force = force
    options.idleTimeout = self.request.idleTimeout?.duration
    let started = ContinuousClock.now
    let shows = StandardError.isTerminal && output != "-"
    let includesHead = self.request.includesHead
    return try await client.download(request, to: destination, options: options) { done, total in
      if shows { Progress.show(done: done, total: total, elapsed: ContinuousClock.now - started) }
    } answered: { head in
      if includesHead { StandardError.write(head) }
    }
  }

  private var destination: DownloadTarget {
    guard let output else { return .folder(".") }
    if output == "-" { return .standardOutput }
    return output.hasSuffix("/") || SmallFile.isFolder(output) ? .folder(output) : .file(output)
  }
}
