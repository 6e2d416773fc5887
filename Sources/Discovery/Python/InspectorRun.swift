import StreamDecoding
import Subprocess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// One run of the Python inspector: its program on standard input, one argument, JSON back.
struct InspectorRun: Sendable {
  let python: PythonInterpreter
  let request: JSONValue
  /// An import has the project's packages and environment; reading has neither.
  let isImport: Bool
  /// Where the process runs, absolute.
  let workingFolder: String

  enum Outcome: Sendable, Hashable {
    case answer([UInt8])
    /// The interpreter cannot be started.
    case noPython
    /// It ended with an error and wrote this last.
    case failed(lastLine: String)
    case tooSlow
    /// More output than a report can be.
    case tooMuch
  }

  /// Runs to the end or to the limit; the process is gone when this returns.
  func outcome(timeLimit: Duration, answerLimit: Int, errorLimit: Int) async -> Outcome {
    await withTaskGroup(of: Outcome.self) { group in
      group.addTask { await run(answerLimit: answerLimit, errorLimit: errorLimit) }
      group.addTask {
        try? await Task.sleep(for: timeLimit)
        return .tooSlow
      }
      let first = await group.next() ?? .tooSlow
      // Cancelling the run kills its process; the group waits for that.
      group.cancelAll()
      return first
    }
  }

  private func run(answerLimit: Int, errorLimit: Int) async -> Outcome {
    Self.outlivesBrokenPipes
    let executable: Executable =
      python.command.contains("/")
      ? .path(FilePath(python.command)) : .name(python.command)
    // -I and -S: nothing of the project or its environment is imported, not even by a `.pth` file.
    // Warnings about the project's syntax would fill the pipe of errors.
    let flags = (isImport ? ["-B"] : ["-I", "-S", "-B"]) + ["-W", "ignore"]
    let arguments = Arguments(python.arguments + flags + ["-", request.text()])
    do {
      let result = try await Subprocess.run(
        executable, arguments: arguments, workingDirectory: FilePath(workingFolder),
        platformOptions: .ownGroup,
        input: ProgramInput(bytes: InspectorProgram.text), output: .bytes(limit: answerLimit),
        error: .bytes(limit: errorLimit))
      if result.terminationStatus.isSuccess { return .answer(result.standardOutput) }
      return .failed(lastLine: InspectorRun.lastLine(of: result.standardError))
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return .tooMuch
    } catch let error as SubprocessError
      where error.code == .executableNotFound || error.code == .spawnFailed
    {
      return .noPython
    } catch {
      return .failed(lastLine: InspectorRun.lastLine(of: Array("\(error)".utf8)))
    }
  }

  /// A Python that ends before it has read its program breaks the pipe, and the signal of that would
  /// end this process, too. (NIO sees to the same, but only with its first socket.)
  private static let outlivesBrokenPipes: Void = {
    signal(SIGPIPE, SIG_IGN)
  }()

  /// Of a traceback the last line says what happened.
  static func lastLine(of bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.suffix(4096), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    let line = lines.last.map(String.init) ?? "the Python interpreter said nothing"
    return line.printable(limit: 300)
  }
}

/// The program, for as long as somebody reads it.
///
/// A process that ends before it has read everything is no error here: its status and its last
/// words say more. Subprocess's own inputs leave their descriptor open then, which it takes for a
/// mistake of the program and ends it.
private struct ProgramInput: InputProtocol {
  let bytes: [UInt8]

  func write(with writer: StandardInputWriter) async throws {
    _ = try? await writer.write(bytes)
  }
}
