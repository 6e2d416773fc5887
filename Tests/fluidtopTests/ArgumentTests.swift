import Endpoints
import StreamClient
import Testing

@testable import fluidtop

@Suite struct ArgumentTests {
  @Test func `an option takes a duration and a size`() {
    #expect(DurationArgument(argument: "1.5m")?.duration == .seconds(90))
    #expect(DurationArgument(argument: "soon") == nil)
    #expect(SizeArgument(argument: "64K")?.bytes == 65_536)
    #expect(SizeArgument(argument: "-1") == nil)
  }

  @Test(arguments: [
    ("$TOKEN", "s3cret"), ("Bearer ${TOKEN}!", "Bearer s3cret!"), ("a$$b", "a$b"),
    ("5$ and $", "5$ and $"), ("$1", "$1"), ("${TOKEN", "${TOKEN"), ("plain", "plain"),
  ])
  func `a variable of the environment stands for its text`(text: String, expected: String) throws {
    let environment = EnvironmentReference(environment: ["TOKEN": "s3cret"])
    #expect(try environment.expanding(text) == expected)
  }

  @Test func `a variable that is not set is named, with what to do`() {
    let environment = EnvironmentReference(environment: [:])
    #expect(throws: EnvironmentReference.Missing(name: "TOKEN")) {
      try environment.expanding("$TOKEN")
    }
    #expect(
      EnvironmentReference.Missing(name: "TOKEN").sentence
        == "$TOKEN is not set in the environment; export it first, or write $$ for a plain dollar sign"
    )
  }

  @Test(arguments: [
    ("http://h/a", "http://h/a?q=x%20y%26z"), ("http://h/a?b=1", "http://h/a?b=1&q=x%20y%26z"),
    ("http://h/a?", "http://h/a?q=x%20y%26z"), ("http://h/a#f", "http://h/a?q=x%20y%26z#f"),
  ])
  func `parameters of a plain URL go into its query, before the fragment`(
    url: String, expected: String
  ) {
    var request = StreamRequest(url: url)
    request.addQuery([("q", "x y&z")])
    #expect(request.url == expected)
  }

  @Test(arguments: [
    ("$TOKEN", "a%26b"), ("${TOKEN}/x", "a%26b%2Fx"), ("$5", "%245"), ("$$TOKEN", "%24TOKEN"),
  ])
  func `a variable in a parameter of the screen is sent encoded`(
    value: String, sent: String
  ) throws {
    let environment = EnvironmentReference(environment: ["TOKEN": "a&b"])
    let endpoint = Endpoint(
      name: "read", path: "/$TOKEN/{in}",
      parameters: [Parameter(name: "q", location: .query, schema: ["type": "string"])])
    let planned = try endpoint.plan(baseURL: "http://h", values: [("in", value), ("q", value)])
    #expect(try planned.expanding(environment).url == "http://h/$TOKEN/" + sent + "?q=" + sent)
  }

  @Test(arguments: [
    (OutputFormat.auto, true, OutputFormat.pretty), (.auto, false, .data), (.json, true, .json),
    (.trace, false, .trace),
  ])
  func `auto is pretty on a terminal and data elsewhere`(
    format: OutputFormat, onTerminal: Bool, expected: OutputFormat
  ) {
    #expect(format.resolved(onTerminal: onTerminal) == expected)
  }

  @Test(arguments: [
    (["http://u:pw@h:8000"], "http://h:8000"), (["http://h:8000/api"], "http://h:8000"),
    (["http://h:8000/?a=1"], "http://h:8000"), (["http://h", "--http2"], "--http2"),
    (["http://h", "--http3"], "--http3"), (["http://h", "--record", "/dev/null"], "is a file"),
  ])
  func `what a proxy would drop without a word is refused`(
    arguments: [String], named: String
  ) throws {
    let command = try ProxyCommand.parse(arguments)
    let error = #expect(throws: Ending.self) {
      _ = try command.targetAddress()
      try command.checkOptions()
    }
    let sentence = error.map { Ending.sentence(of: $0) } ?? ""
    #expect(sentence.contains(named))
    #expect(!sentence.contains("pw"))
  }

  @Test(arguments: ["http://h:8000", "http://h:8000/", "h:8000", "https://h", "unix:/s.sock"])
  func `a proxy takes a backend named alone`(target: String) throws {
    let command = try ProxyCommand.parse([target, "--http1.1", "--record", "/"])
    _ = try command.targetAddress()
    try command.checkOptions()
  }
}
