import Testing

@testable import fluidtop

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct ConfigurationTests {
  /// A home with a configuration of this text.
  private static func configuration(
    _ text: String, _ variables: [String: String] = [:]
  ) throws(Ending) -> Configuration {
    let home = "/tmp/fluidtop-configuration-\(UInt64.random(in: 0 ... .max))"
    mkdir(home, 0o700)
    mkdir(home + "/fluidtop", 0o700)
    try? SmallFile.write(Array(text.utf8), to: home + "/fluidtop/config.json")
    defer {
      unlink(home + "/fluidtop/config.json")
      rmdir(home + "/fluidtop")
      rmdir(home)
    }
    return try Configuration(
      EnvironmentReference(
        environment: variables.merging(["XDG_CONFIG_HOME": home]) { first, _ in first }))
  }

  @Test func `a file says what an option would, and a variable counts more`() throws {
    let text = """
      // Mine.
      { theme: 'nord', mouse: false, ascii: true, background: 'light',
        limits: { connectTimeout: '2s', maxRecordSize: 65536, }, }
      """
    let configuration = try Self.configuration(
      text, ["FLUIDTOP_THEME": "mono", "FLUIDTOP_CONNECT_TIMEOUT": "500ms", "FLUIDTOP_BINARY": "x"])
    #expect(configuration.theme == "mono")
    #expect(!configuration.mouse && configuration.ascii)
    #expect(configuration.background == .light)
    #expect(configuration.connectTimeout == .milliseconds(500))
    #expect(configuration.maxRecordSize == 65536)
    let listing = ConfigurationListing(configuration).text
    #expect(listing.contains("theme                  mono"))
    #expect(listing.contains("FLUIDTOP_THEME\n"))
    #expect(listing.contains("config.json:3\n"))
  }

  @Test(arguments: [
    ("{ them: 'nord' }", "config.json:1: them: is no setting; there are theme, background"),
    ("{\n mouse: 'no' }", "config.json:2: mouse: must be true or false, and is 'no'"),
    ("{ ascii: 1 }", "config.json:1: ascii: must be true or false, and is a number"),
    ("{ limits: { connectTimeout: 'soon' } }", "limits.connectTimeout: must be a duration"),
    ("{ limits: 5 }", "limits: must be an object"),
    ("{ limits: { records: 5 } }", "limits.records: is no setting; there are connectTimeout"),
    ("{ 'limits.connectTimeout': '5s' }", "limits.connectTimeout: is no setting"),
    ("{ background: 'grey' }", "must be \"auto\", \"dark\", \"light\", and is 'grey'"),
    ("{ keys: { fly: 'x' } }", "config.json:1: keys.fly: there is no action of that name here"),
    (
      "{ keys: {\n\n run: 'q' } }",
      "config.json:3: keys.run: q is the key of 'back or quit' already"
    ),
    ("{ keys: { sleep: { run: 'F5' } } }", "keys.sleep: is no mode"),
    (
      "{ keys: { run: 5 } }",
      "keys.run: must be a key in quotes, or a list of some, and is a number"
    ),
    ("[]", "the configuration: must be an object, { … }, and is a list"),
    ("{ theme: ", "config.json:1: ends too early"),
  ])
  func `what is no setting, or of another sort, is refused by file, line and key`(
    text: String, sentence: String
  ) {
    do throws(Ending) {
      _ = try Self.configuration(text)
      Issue.record("it was taken")
    } catch {
      #expect(error.status == 64)
      #expect(Ending.sentence(of: error).contains(sentence), "\(error)")
    }
  }

  @Test func `a variable of another sort is refused by its name`() {
    #expect(throws: Ending.usage("FLUIDTOP_MOUSE must be true or false, and is 'off'")) {
      try Self.configuration("{}", ["FLUIDTOP_MOUSE": "off"])
    }
  }

  @Test func `nothing is set where there is no file`() throws {
    let configuration = try Configuration(EnvironmentReference(environment: [:]))
    #expect(configuration.path == nil && configuration.values.isEmpty)
    #expect(configuration.mouse && !configuration.ascii)
  }
}
