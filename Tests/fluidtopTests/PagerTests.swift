import TUI
import Testing

@testable import fluidtop

#if canImport(FoundationEssentials)
  import FoundationEssentials
#endif

/// The user's own pager.
@Suite struct PagerTests {
  private static let path = ["PATH": "/usr/bin:/bin"]

  private func shown(_ text: PagedText) throws -> [UInt8] {
    let file =
      FileManager.default.temporaryDirectory.path + "/fluidtop-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: file) }
    let pager = Pager(
      environment: Self.path.merging(["PAGER": "cat > \(file)"]) { own, _ in own },
      holdsWhatIsGone: false)
    try pager.show(text)
    return SmallFile.read(file, limit: 1 << 20) ?? []
  }

  @Test func `a pager gets no control character`() throws {
    let seen = String(
      decoding: try shown(.text("a\u{1B}[31mb\u{202E}\tc\nd\u{9B}2J\n")), as: UTF8.self)
    #expect(seen.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.value >= 0x20 })
    #expect(!seen.unicodeScalars.contains("\u{9B}") && !seen.unicodeScalars.contains("\u{202E}"))
    #expect(seen.split(separator: "\n").count == 2)
  }

  @Test(
    arguments: [
      ("exit 3; :", "ended with status 3"), ("no-such-pager", "there is no pager 'no-such-pager'"),
      ("kill -9 $$; :", "was broken off"),
    ])
  func `a pager that fails is said`(command: String, words: String) {
    let pager = Pager(
      environment: Self.path.merging(["PAGER": command]) { own, _ in own },
      holdsWhatIsGone: false)
    do throws(Pager.Problem) {
      try pager.show(.text("a\n"))
      Issue.record("nothing was said")
    } catch {
      #expect(error.sentence.contains(words), "\(error.sentence)")
    }
  }

  @Test func `without PAGER and less, what to set is said`() {
    let pager = Pager(environment: ["PATH": "/nonexistent", "PAGER": " "], holdsWhatIsGone: false)
    do throws(Pager.Problem) {
      try pager.show(.text("a\n"))
      Issue.record("nothing was said")
    } catch {
      #expect(error.sentence == "there is no pager 'less': set PAGER to one that is there")
    }
  }

  @Test func `a pager that reads nothing of much is no failure`() throws {
    let pager = Pager(
      environment: Self.path.merging(["PAGER": "true"]) { own, _ in own },
      holdsWhatIsGone: false)
    try pager.show(.text(String(repeating: "a line\n", count: 1 << 17)))
  }
}
