import Subprocess

/// A command of the user's that prints a token: `sh` runs it at each connection, since a token
/// expires.
public struct TokenCommand: Sendable {
  /// Why there is no token. What the command printed is never told: it may be a secret.
  public enum Problem: Error, Sendable, Hashable, CustomStringConvertible {
    case failed(status: Int)
    case killed(signal: Int)
    case silent
    /// It printed more than a token.
    case notOnePiece
    case tooSlow(Duration)
    case noShell

    /// The problem in words, for a person.
    public var description: String {
      switch self {
      case .failed(let status): "the bearer command ended with status \(status)" + Self.advice
      case .killed(let signal): "the bearer command was ended by signal \(signal)" + Self.advice
      case .silent: "the bearer command printed nothing" + Self.advice
      case .notOnePiece: "the bearer command printed something else than a token, in one piece"
      case .tooSlow(let limit):
        "the bearer command took longer than \(limit.components.seconds) s; it has to end by itself"
      case .noShell: "the bearer command can't be run: there is no sh"
      }
    }

    private static let advice = "; run it by itself to see why"
  }

  private static let mostBytes = 64 << 10

  private let text: String
  private let limit: Duration

  /// Makes the command that `sh -c` understands.
  public init(_ text: String, limit: Duration = .seconds(10)) {
    self.text = text
    self.limit = limit
  }

  /// `Bearer` and what the command prints now, without the white space around it.
  public func authorization() async throws -> String {
    // A task of its own, since the one that asks may run on the thread that reads the sockets.
    let run = Task { await outcome() }
    return try await withTaskCancellationHandler {
      try await run.value.get()
    } onCancel: {
      run.cancel()
    }
  }

  private func outcome() async -> Result<String, Problem> {
    await withTaskGroup(of: Result<String, Problem>.self) { group in
      group.addTask { await printed() }
      group.addTask {
        try? await Task.sleep(for: limit)
        return .failure(.tooSlow(limit))
      }
      let first = await group.next() ?? .failure(.tooSlow(limit))
      // Cancelling the run kills its processes; the group waits for that.
      group.cancelAll()
      return first
    }
  }

  private func printed() async -> Result<String, Problem> {
    do {
      let result = try await Subprocess.run(
        .name("sh"), arguments: ["-c", text], platformOptions: .ownGroup, input: .none,
        output: .bytes(limit: Self.mostBytes), error: .discarded)
      switch result.terminationStatus {
      case .exited(0): return Self.value(of: result.standardOutput)
      case .exited(let status): return .failure(.failed(status: Int(status)))
      case .signaled(let signal): return .failure(.killed(signal: Int(signal)))
      }
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return .failure(.notOnePiece)
    } catch {
      return .failure(.noShell)
    }
  }

  /// Files end in a newline, and so does what most commands print.
  private static func value(of output: [UInt8]) -> Result<String, Problem> {
    let words = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard let token = words.first else { return .failure(.silent) }
    let isSendable = words.count == 1 && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return isSendable ? .success("Bearer " + token) : .failure(.notOnePiece)
  }
}

extension PlatformOptions {
  /// A cancelled run ends the whole group: the program may be a script that starts another.
  static var ownGroup: PlatformOptions {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    return options
  }
}
