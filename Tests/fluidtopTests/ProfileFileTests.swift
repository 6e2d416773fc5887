import Testing

@testable import TUI
@testable import fluidtop

#if canImport(FoundationEssentials)
  import FoundationEssentials
#endif

/// The file that keeps profiles.
@Suite struct ProfileFileTests {
  private static func folder() -> String {
    let name = "fluidtop-profiles-\(UInt64.random(in: .min ... .max))"
    return FileManager.default.temporaryDirectory.appendingPathComponent(name).path
  }

  @Test func `what is saved is read again, and nobody else can`() throws {
    let folder = Self.folder()
    let file = try #require(
      ProfileFile(EnvironmentReference(environment: ["XDG_CONFIG_HOME": folder])))
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try file.read() == [])
    #expect(!FileManager.default.fileExists(atPath: folder))
    let profile = Profile(
      name: "a", server: "http://h", baseURL: "http://b", headers: ["X: 1"],
      credentials: ["Token": "$TOKEN"])
    let other = Profile(name: "a", server: "http://other")
    for each in [Profile(name: "a", server: "http://h"), other, profile] { try file.save(each) }
    #expect(try file.read() == [other, profile])
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `it stands below HOME where XDG_CONFIG_HOME is no absolute path`() {
    let environment = ["XDG_CONFIG_HOME": "here", "HOME": "/h"]
    #expect(
      ProfileFile(EnvironmentReference(environment: environment))?.path
        == "/h/.config/fluidtop/profiles.json")
    #expect(ProfileFile(EnvironmentReference(environment: [:])) == nil)
  }

  @Test(arguments: [
    ("{\n\"profiles\": [\n}", "profiles.json, line 3: "), ("[]", "profiles.json, line 1: "),
    ("{\"profiles\":[{\"name\":1}]}", "profiles.json: profiles[0] wants"),
  ])
  func `a file that can't be read is told of by its line, and not written over`(
    text: String, words: String
  ) throws {
    let folder = Self.folder()
    let file = try #require(
      ProfileFile(EnvironmentReference(environment: ["XDG_CONFIG_HOME": folder])))
    try FileManager.default.createDirectory(
      atPath: folder + "/fluidtop", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(FileManager.default.createFile(atPath: file.path, contents: Data(text.utf8)))
    do throws(ProfileFile.Problem) {
      try file.save(Profile(name: "a", server: "http://h"))
      Issue.record("it was written over")
    } catch {
      #expect(error.sentence.contains(words))
    }
  }
}
