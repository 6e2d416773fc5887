import ClientExport
import Endpoints
import StreamDecoding
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

  // MARK: Records

  /// Rows of a program that saw so many records.
  private func records(_ count: Int, to path: String) throws -> ExportJob {
    let endpoint = Endpoint(name: "feed", path: "/feed", kind: .ndjson)
    var state = AppState(size: Size(columns: 80, rows: 24), target: "", isDiscovering: false)
    _ = update(
      &state, .discovered(Catalog(baseURL: "http://h", endpoints: [endpoint]), failures: []))
    _ = update(&state, .key(.enter))
    var batch = RecordBatch()
    batch.bytes = Array("{\"i\":1}".utf8)
    batch.entries = Array(repeating: .init(kind: .value, payload: 0..<7), count: count)
    _ = state.absorb(batch, elapsed: .zero, into: StreamID(1))
    for character in ":save view" { _ = update(&state, .key(.character(character))) }
    _ = update(&state, .key(.enter))
    _ = update(&state, .key(.control("u")))
    for character in path { _ = update(&state, .key(.character(character))) }
    let effects = update(&state, .key(.enter))
    guard case .export(let job)? = effects.first else { throw CancellationError() }
    return job
  }

  @Test func `records are written whole, and a file that is there is asked about`() throws {
    let path = folder + "/out/records.ndjson"
    var job = try records(100_000, to: path)
    #expect(ExportWriter(home: nil).write(job).outcome == .written(1, unchanged: 0, removed: 0))
    #expect(FileManager.default.contents(atPath: path)?.count == 800_000)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/out").count == 1)
    #expect(ExportWriter(home: nil).write(job).outcome == .refused([path]))
    job.isForced = true
    #expect(ExportWriter(home: nil).write(job).outcome == .written(1, unchanged: 0, removed: 0))
  }

  @Test func `what is stopped leaves nothing`() async throws {
    let job = try records(100_000, to: folder + "/records.ndjson")
    let outcome = await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return ExportWriter(home: nil).write(job).outcome
    }.value
    #expect(outcome == .stopped)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func `no device is replaced by a file`() throws {
    var job = try records(1, to: "/dev/null")
    job.isForced = true
    #expect(
      ExportWriter(home: nil).write(job).outcome
        == .failed("cannot write '/dev/null': it is no file of its own"))
  }
}
