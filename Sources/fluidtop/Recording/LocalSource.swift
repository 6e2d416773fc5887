import Recordings
import ReplayServer
import StreamClient
import SystemPackage
import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is read from this machine and not from a server: a recording's run, or standard input.
///
/// It is served, at an address of this machine's own, so that whatever reads a stream reads it.
enum LocalSource {
  case pipe(FileDescriptor)
  case run(ReplayedRun)

  /// A server that has it, and what asks for it.
  struct Served {
    let request: StreamRequest
    let stop: @Sendable () async -> Void
  }

  /// Whether the name stands for one.
  static func isMeant(by name: String) -> Bool {
    name == "-" || RecordingSource.isMeant(by: name)
  }

  /// What the name stands for.
  static func named(_ name: String) throws(Ending) -> [LocalSource] {
    guard name == "-" else { return try ReplayedRun.all(in: [name]).map(LocalSource.run) }
    if FileDescriptor.standardInput.isTerminal {
      throw .usage("- reads a pipe or a file: curl -N URL | fluidtop tail -")
    }
    return [.pipe(.standardInput)]
  }

  /// - Parameter replay: How runs are played.
  func start(_ replay: ([ReplayedRun]) -> Replay) async throws -> Served {
    switch self {
    case .pipe(let file):
      let server = try await PipedServer.start(reading: file)
      var request = StreamRequest(url: server.baseURL + PipedServer.path)
      request.declaredAsStream = true
      return Served(request: request) { await server.stop() }
    case .run(let run):
      // A server of its own, so that what comes next in it is this run's.
      let (server, baseURL) = try await ReplayServer.start(replay([run]), at: .anyPort)
      var request = StreamRequest(url: baseURL + run.target)
      request.method = run.run.request.method
      request.declaredAsStream = run.isStream
      return Served(request: request) { await server.stop() }
    }
  }

  /// When it is connected again: as the client that was recorded did.
  var reconnects: ReconnectPolicy {
    guard case .run(let run) = self else { return .never }
    let others = run.run.connections.dropLast()
    if others.contains(where: { $0.ending == .end }) { return .always }
    return others.isEmpty ? .never : .onFailure
  }
}

extension LocalSource {
  /// The number of connections after which our own side closed the stream; nil where it ended in
  /// another way.
  var closedAfter: Int? {
    guard case .run(let run) = self, let last = run.run.connections.last,
      last.ending == .closed || last.ending == nil
    else { return nil }
    return run.run.connections.count
  }
}

extension PipedServer {
  /// Where it is.
  var baseURL: String { "http://127.0.0.1:\(port)" }

  static func start(reading file: FileDescriptor) async throws -> PipedServer {
    try await start {
      do throws(Errno) {
        return try file.nextBytes()
      } catch {
        StandardError.say("standard input can't be read any more: \(error); it is not complete")
        return nil
      }
    } isKnown: {
      BodyType.isTold(by: $0)
    } mediaType: {
      BodyType.guess(named: "", start: $0)
    }
  }
}

extension FileDescriptor {
  /// Waits for bytes, whether reading blocks or not; none at the end.
  fileprivate func nextBytes() throws(Errno) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      do {
        let count = try buffer.withUnsafeMutableBytes {
          try read(into: $0, retryOnInterrupt: true)
        }
        return Array(buffer.prefix(count))
      } catch Errno.resourceTemporarilyUnavailable {
        // Another program that has the same pipe may have set it not to block.
        var waiting = pollfd(fd: rawValue, events: Int16(POLLIN), revents: 0)
        if poll(&waiting, 1, -1) < 0, errno != EINTR { throw Errno(rawValue: errno) }
      } catch {
        throw error as? Errno ?? .ioError
      }
    }
  }
}

extension ReplayServer {
  static func start(
    _ replay: Replay, at address: ListenArgument
  ) async throws -> (server: ReplayServer, baseURL: String) {
    do {
      let server = try await start(replay, host: address.host, port: address.port)
      return (server, "http://\(address.shownHost):\(server.port)")
    } catch {
      throw Ending.failed(
        "cannot serve at \(address.host), port \(address.port): \(error); is it taken? "
          + "choose another one")
    }
  }
}

extension ReplayedRun {
  /// The runs of files that are played; what is missing of one is said.
  static func all(
    in paths: [String], _ say: (String) -> Void = StandardError.say
  ) throws(Ending) -> [ReplayedRun] {
    var runs: [ReplayedRun] = []
    for path in paths {
      let source = try RecordingSource(path)
      if let shortcoming = source.shortcoming { say(shortcoming) }
      runs += source.runs.compactMap { ReplayedRun($0, in: source, isStream: source.isBody) }
    }
    if runs.isEmpty { throw .failed("there is no run with a URL in \(paths[0])") }
    return runs
  }
}

/// Standard input while the screen takes its keys from the terminal.
enum PipedInput {
  /// Puts the terminal in the place of standard input; the pipe that was there.
  static func replacedByTerminal() throws(Ending) -> FileDescriptor {
    if FileDescriptor.standardInput.isTerminal {
      throw .usage("- reads a pipe or a file: curl -N URL | fluidtop -")
    }
    do {
      let pipe = try FileDescriptor.standardInput.duplicate()
      _ = fcntl(pipe.rawValue, F_SETFD, FD_CLOEXEC)
      let terminal = try FileDescriptor.open("/dev/tty", .readWrite)
      _ = try terminal.duplicate(as: .standardInput)
      try terminal.close()
      return pipe
    } catch {
      throw .usage("there is no terminal for the keys: \(error); fluidtop tail - writes text")
    }
  }
}
