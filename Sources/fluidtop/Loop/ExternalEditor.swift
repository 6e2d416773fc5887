import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The user's own editor, which has the terminal for as long as it runs.
struct ExternalEditor {
  /// Why a text came back as it was.
  struct Problem: Error, Equatable {
    let sentence: String
  }

  /// More is no body that somebody typed.
  private static let limit = 8 << 20

  private let environment: [String: String]

  init(environment: [String: String]) { self.environment = environment }

  /// The text as it is when the editor has ended. It lies in a file and a folder that only their
  /// owner can read, and that are gone afterwards.
  ///
  /// - Parameter ending: What the file's name ends in: `.json`.
  func edited(_ text: String, ending: String) throws(Problem) -> String {
    guard let command = ForegroundCommand(of: ["VISUAL", "EDITOR"], in: environment) else {
      throw Problem(sentence: "set EDITOR (or VISUAL) to your editor first: export EDITOR=vi")
    }
    let folder = try privateFolder()
    let path = folder + "/body" + ending
    defer {
      unlink(path)
      // What an editor left beside it stays the user's, in a folder of theirs.
      rmdir(folder)
    }
    do {
      let file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerReadWrite)
      try file.closeAfter { _ = try file.writeAll(Array(text.utf8)) }
    } catch {
      throw Problem(sentence: "\(path) can't be written, so no editor was started")
    }
    try run(command, on: path)
    guard let bytes = SmallFile.read(path, limit: Self.limit) else {
      throw Problem(sentence: "what \(command.name) left can't be read, so nothing was changed")
    }
    guard let edited = String(validating: bytes, as: UTF8.self) else {
      throw Problem(
        sentence: "what \(command.name) left is no text in UTF-8, so nothing was changed")
    }
    return edited
  }

  private func privateFolder() throws(Problem) -> String {
    let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var name = Array((parent + "/fluidtop-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else {
      throw Problem(sentence: "no folder can be made in \(parent) to edit the body in")
    }
    return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func run(_ command: ForegroundCommand, on path: String) throws(Problem) {
    do {
      try command.run(on: path)
    } catch {
      let name = command.name
      let sentence =
        switch error {
        case .notThere: "there is no editor '\(name)': set EDITOR to one that is there"
        case .status(let code): "\(name) ended with status \(code), so nothing was changed"
        case .brokenOff: "\(name) was broken off, so nothing was changed"
        }
      throw Problem(sentence: sentence)
    }
  }
}
