import ClientExport
import Endpoints
import Testing

@testable import TUI
@testable import fluidtop

#if canImport(FoundationEssentials)
  import FoundationEssentials
#endif

/// Where the screen's client code goes.
@Suite final class ExportWriterTests {
  private let folder: String
  private static let subject = ExportSubject([], of: Catalog())
  private static let code = ClientCode.text(of: subject, in: .typescript)

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/fluidtop-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ path: String) -> (job: ExportJob, outcome: ExportOutcome) {
    let job = ExportJob(
      subject: Self.subject, language: .typescript, path: path, fileName: "ships.ts")
    return ExportWriter(home: folder + "/me").write(job)
  }

  private func has(_ path: String) -> Bool {
    FileManager.default.contents(atPath: folder + "/" + path) == Data(Self.code.utf8)
  }

  @Test func `a path that begins with a tilde is in the user's own folder`() {
    let (job, outcome) = write("~/a/ships.ts")
    #expect(outcome == .written(1, unchanged: 0, removed: 0))
    #expect(job.path == folder + "/me/a/ships.ts")
    #expect(has("me/a/ships.ts"))
  }

  @Test(arguments: ["/out/", "/me"])
  func `the file goes into a folder that is named`(path: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/me", withIntermediateDirectories: true)
    let (job, outcome) = write(folder + path)
    #expect(outcome == .written(1, unchanged: 0, removed: 0))
    #expect(job.path.hasSuffix("/ships.ts"))
    #expect(has((path == "/me" ? "me" : "out") + "/ships.ts"))
  }

  @Test func `a file in the place of a folder is told of, and nothing is made`() {
    let file = folder + "/mine.txt"
    #expect(FileManager.default.createFile(atPath: file, contents: Data("mine".utf8)))
    let (_, outcome) = write(file + "/a/ships.ts")
    #expect(outcome == .failed("'\(file)' is a file, not a folder"))
    #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
  }

  @Test func `a folder in the place of a file is no foreign file`() throws {
    let place = folder + "/client"
    try FileManager.default.createDirectory(
      atPath: place + "/runtime.ts", withIntermediateDirectories: true)
    let job = ExportJob(
      subject: Self.subject, language: .typescript, path: place, layout: .mirror, fileName: "")
    #expect(
      ExportWriter(home: nil).write(job).outcome
        == .failed("'\(place)/runtime.ts' is a folder, not a file"))
  }

  @Test func `a foreign file is asked about, and overwritten only when told to`() {
    let path = folder + "/ships.ts"
    #expect(FileManager.default.createFile(atPath: path, contents: Data("mine".utf8)))
    var (job, outcome) = write(path)
    #expect(outcome == .refused([path]))
    job.isForced = true
    outcome = ExportWriter(home: nil).write(job).outcome
    #expect(outcome == .written(1, unchanged: 0, removed: 0))
    #expect(has("ships.ts"))
  }
}
