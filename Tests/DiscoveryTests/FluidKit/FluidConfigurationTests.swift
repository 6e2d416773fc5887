import Discovery
import Testing

@Suite struct `What fluid.config.json says` {
  private func read(_ text: String) throws -> FluidConfiguration {
    try FluidConfiguration(parsing: Array(text.utf8))
  }

  @Test func `every fact of a whole configuration`() throws {
    let configuration = try read(
      """
      {"framework": "sveltekit", "target": "production",
       "backend": {"host": "0.0.0.0", "port": 9000}, "frontend": {"port": 5173},
       "environments": {"development": {"mode": "unified", "apiUrl": "/api/"},
                        "production": {"mode": "separate", "apiUrl": "https://api.shop.example/"}},
       "output": {"strategy": "co-locate", "location": "src/lib/.fluidkit"},
       "include": ["src/**/*.py", "lib/*.py"], "exclude": ["**/*.test.py"],
       "autoDiscovery": {"enabled": true, "filePatterns": ["*.api.py"]}}
      """)
    #expect(configuration.backend.url == "http://localhost:9000")
    #expect(configuration.target == "production")
    #expect(
      configuration.environments == [
        "development": .init(mode: .unified, apiURL: "/api/"),
        "production": .init(mode: .separate, apiURL: "https://api.shop.example/"),
      ])
    #expect(configuration.server == "https://api.shop.example")
    #expect(configuration.browserURL == nil)
    #expect(configuration.output?.strategy == .coLocate)
    #expect(configuration.output?.location == "src/lib/.fluidkit")
    #expect(configuration.include == ["src/**/*.py", "lib/*.py"])
    #expect(configuration.exclude == ["**/*.test.py"])
    #expect(configuration.autoDiscovery.isEnabled)
    #expect(configuration.autoDiscovery.filePatterns == ["*.api.py"])
    #expect(configuration.problems.isEmpty)
  }

  @Test func `what is left out has FluidKit's defaults`() throws {
    let configuration = try read("{}")
    #expect(configuration.include == ["**"])
    #expect(try read(#"{"autoDiscovery": {"enabled": true}}"#).include == ["src/**/*.py"])
    #expect(configuration.exclude.contains("**/*.test.py"))
    #expect(configuration.server == "http://localhost:8000")
    #expect(configuration.output == nil)
    #expect(!configuration.autoDiscovery.isEnabled)
  }

  @Test func `browsers of a unified environment ask the front end, others the backend`() throws {
    let configuration = try read(
      #"{"backend": {"port": 1}, "environments": {"development": {"mode": "unified", "#
        + #""apiUrl": "/proxy"}}}"#)
    #expect(configuration.server == "http://localhost:1")
    #expect(configuration.browserURL == "/proxy")
  }

  @Test(arguments: [
    ("::", "http://localhost:8000"), ("::1", "http://[::1]:8000"),
    ("10.0.0.7", "http://10.0.0.7:8000"),
  ])
  func `a backend's address is one that a client can ask`(host: String, url: String) throws {
    #expect(try read(#"{"backend": {"host": "\#(host)"}}"#).server == url)
  }

  @Test func `what is wrong has its default and a sentence`() throws {
    let configuration = try read(
      #"""
      {"backend": {"port": "8000"}, "output": {"strategy": "beside"}, "include": "src",
       "autoDiscovery": true, "target": "staging",
       "environments": {"development": {"mode": "joined"}, "production": 7}}
      """#)
    #expect(
      configuration.problems.map(\.sentence) == [
        "fluid.config.json: backend.port should be a number from 1 to 65535; "
          + "the default counts instead",
        "fluid.config.json: environments.development.mode should be separate or unified; "
          + "the default counts instead",
        "fluid.config.json: environments.production should be an object; "
          + "the default counts instead",
        "fluid.config.json: there is no environment staging (there is development, production); "
          + "development counts instead",
        "fluid.config.json: output.strategy should be mirror or co-locate; "
          + "the default counts instead",
        "fluid.config.json: include should be a list of texts; the default counts instead",
        "fluid.config.json: autoDiscovery should be an object; the default counts instead",
      ])
    #expect(configuration.server == "http://localhost:8000")
  }

  @Test func `what is no configuration at all is refused`() {
    #expect(throws: FluidConfigurationProblem.notJSON) { try read("{framework: 1") }
    #expect(throws: FluidConfigurationProblem.notAnObject) { try read("[]") }
  }

  @Test func `a folder has one or has none`() throws {
    let file = try TemporaryFile(named: "fluid.config.json", holding: #"{"target": "x"}"#)
    #expect(try FluidConfiguration(inFolder: file.folder)?.target == "x")
    #expect(try FluidConfiguration(inFolder: file.folder + "/..") == nil)
  }
}
