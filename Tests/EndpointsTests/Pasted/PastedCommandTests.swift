import Endpoints
import Testing

/// What is pasted, as the words that curl would get; `$$` stands for a dollar sign, `${NAME}` for a
/// variable.
@Suite struct PastedCommandTests {
  private func words(_ line: String) throws -> [String] {
    try #require(PastedCommand(line)).words()
  }

  @Test(arguments: [
    "curl http://h", "  curl -s x", "$ curl x", "/usr/bin/curl x", "curl.exe x", "curl\\\n x",
    "curl ^\"http://h^\"", "Invoke-WebRequest -Uri x", "iwr x",
    "$session = New-Object X\nInvoke-WebRequest -Uri x",
  ])
  func `a command line is known by its start`(line: String) {
    #expect(PastedCommand(line) != nil)
  }

  @Test(arguments: [
    "curl", "curly x", "http://h/curl x", "stream_curl", "/curl", "main:app", ".", "", "$",
    "a curl x",
  ])
  func `what is none is no command line`(text: String) {
    #expect(PastedCommand(text) == nil)
  }

  @Test(arguments: [
    (#"curl 'a b' "c d" e\ f"#, ["a b", "c d", "e f"]),
    (#"curl 'a'\''b' "a\"b\\c\$d\e""#, ["a'b", #"a"b\c$$d\e"#]),
    ("curl a \\\n  -H 'b' \\\r\n  c", ["a", "-H", "b", "c"]),
    ("curl a \\  \n -b", ["a", "-b"]), (#"curl a \  -H b \  c"#, ["a", "-H", "b", "c"]),
    (#"curl '' "" x"#, ["", "", "x"]), (#"curl -s'N'"H"x"#, ["-sNHx"]),
    (#"curl $'a\'b\\c\nd\te\x41\101\u0021\U0001F600'"#, ["a'b\\c\nd\teA" + "A!😀"]),
    (#"curl $'\ud83d\ude00 \u00e9 \xc3\xa9 \e\cA \q\x'"#, ["😀 é é \u{1B}\u{1} \\q\\x"]),
    (
      #"curl "Bearer $TOKEN" ${A}b '$TOKEN' $1 $"#,
      ["Bearer ${TOKEN}", "${A}b", "$$TOKEN", "$$1", "$$"]
    ),
    (#"curl http://h/?a=1&b=2;c"#, ["http://h/?a=1&b=2;c"]),
    ("curl x | jq . > y", ["x"]), ("curl x ;", ["x"]), ("curl x &", ["x"]), ("curl x\n\n", ["x"]),
    ("curl x # a remark", ["x"]), ("curl x\n# a remark\n", ["x"]), ("curl a#b", ["a#b"]),
    ("curl 'ä漢' \"e\u{301}\"", ["ä漢", "e\u{301}"]), ("curl '\u{301}'x", ["\u{301}x"]),
  ])
  func `bash's quotes are undone`(line: String, expected: [String]) throws {
    #expect(try words(line) == expected)
  }

  @Test(arguments: [
    (#"curl ^"http://h/?a=1^&b=^%^20c^" ^"#, ["http://h/?a=1&b=%20c"]),
    (
      "curl ^\"http://h/^\" ^\n  -H ^\"accept: */*^\" ^\r\n  --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"b^\\^\"^}^\"",
      ["http://h/", "-H", "accept: */*", "--data-raw", #"{"a":"b"}"#]
    ),
    // Until 2023 the outer quotes had no carets.
    (
      "curl \"http://h/^%^20x\" ^\n  -H \"sec-ch-ua: ^\\^\"Chromium^\\^\";v=^\\^\"120^\\^\"\" ^\n  --compressed",
      ["http://h/%20x", "-H", #"sec-ch-ua: "Chromium";v="120""#, "--compressed"]
    ),
    // Firefox doubles quotes, and puts a backslash before what PowerShell would read.
    (
      "curl ^\"http://h/^\" --data-raw ^\"^{\"\"a\"\":\"\"\\$b\\`\"\"^}^\"",
      ["http://h/", "--data-raw", #"{"a":"$$b`"}"#]
    ),
    (#"curl "http://h/" --data-raw "{""a"":1}""#, ["http://h/", "--data-raw", #"{"a":1}"#]),
    (#"curl ^"a^" -d ^"x\\ny^""#, ["a", "-d", #"x\ny"#]),
    ("curl ^\"a^\" -d ^\"x^\n\ny^\"", ["a", "-d", "x\ny"]),
    (#"curl ^"a^" 50%% ^"100%%^""#, ["a", "50%", "100%"]),
    ("curl ^\"a^\" | more", ["a"]), ("curl ^\"a^\" &", ["a"]), ("curl ^\"$A^\"", ["$$A"]),
    ("curl ^\n x", ["x"]),
  ])
  func `cmd's carets are undone, and then what the program makes of quotes`(
    line: String, expected: [String]
  ) throws {
    #expect(PastedCommand(line)?.dialect == .cmd)
    #expect(try words(line) == expected)
  }

  @Test func `a path keeps its backslashes where nobody has doubled them`() throws {
    #expect(
      try words("curl x ^\n -d \"@C:\\a\\b.json\" \"a^2\"") == ["x", "-d", #"@C:\a\b.json"#, "a^2"])
  }

  @Test(arguments: [#"curl -d '{"re":"^"}' x"#, #"curl -d "" x"#, #"curl -d "{\"a\":\"\"}" x"#])
  func `a caret or an empty text alone makes no line of cmd's`(line: String) {
    #expect(PastedCommand(line)?.dialect == .bash)
  }

  private static let powerShell = """
    $session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
    $session.UserAgent = "Mozilla/5.0 (X11)"
    $session.Cookies.Add((New-Object System.Net.Cookie("sid", "a=b;`$c", "/", "h")))
    $session.Cookies.Add((New-Object System.Net.Cookie("t", "1", "/", "h")))
    Invoke-WebRequest -UseBasicParsing -Uri "http://h/a?b=c" `
    -Method "POST" `
    -WebSession $session `
    -Headers @{
    "authority"="h"
      "method"="POST"
      "accept"="text/event-stream"
      "x-quote"="a`"b``c"
    } `
    -ContentType "application/json" `
    -Body "{`"a`":`"$([char]233)$([char]55357)$([char]56832)`"}"
    """

  @Test func `a session of PowerShell is what its request sends`() throws {
    #expect(
      try words(Self.powerShell) == [
        "-A", "Mozilla/5.0 (X11)", "--url", "http://h/a?b=c", "-X", "POST", "-H",
        "accept: text/event-stream", "-H", "x-quote: a\"b`c", "-H",
        "Content-Type: application/json", "--data-raw", #"{"a":"é😀"}"#, "-b",
        "sid=a=b;$$c; t=1",
      ])
  }

  @Test(arguments: [
    (#"Invoke-WebRequest "http://h""#, ["--url", "http://h"]),
    ("iwr http://h/?a=1", ["--url", "http://h/?a=1"]),
    (#"iwr -Uri 'a''b$c' -Method GET"#, ["--url", "a'b$$c", "-X", "GET"]),
    (#"iwr -Uri "$env:HOST/x""#, ["--url", "${HOST}/x"]),
    (#"iwr -Uri x -Headers @{ "a"="b"; c = 'd' }"#, ["--url", "x", "-H", "a: b", "-H", "c: d"]),
    (
      #"irm -Uri x -Body ([System.Text.Encoding]::UTF8.GetBytes("a`nb"))"#,
      ["--url", "x", "--data-raw", "a\nb"]
    ),
    (#"iwr -Uri x | Select-Object Content"#, ["--url", "x"]),
    (#"iwr -Uri x -SkipCertificateCheck"#, ["--url", "x", "-k"]),
  ])
  func `parameters of PowerShell are options of curl's`(line: String, expected: [String]) throws {
    #expect(try words(line) == expected)
  }

  @Test(arguments: [
    ("curl 'x", PastedProblem.openQuote), ("curl \"x", .openQuote), ("curl $'x", .openQuote),
    ("curl ^\"x", .openQuote), ("iwr \"x", .openQuote),
    ("curl $(cat x)", .substitution), ("curl \"`cat x`\"", .substitution),
    ("curl ${A:-b}", .substitution), ("iwr \"$(Get-Date)\"", .substitution),
    ("curl x > y", .redirection), ("curl x 2>/dev/null", .redirection),
    ("curl ^\"x^\" > y", .redirection),
    ("curl x\ncurl y", .several), ("curl x ; curl y", .several), ("curl x && y", .several),
    ("curl x || y", .several), ("curl ^\"x^\" &\ncurl ^\"y^\"", .several),
    ("curl $'\\xff'", .noText),
    ("iwr -Uri x -Form @{}", .parameter("-Form")), ("iwr -Uri x -Body @\"\nx\n\"@", .powerShell),
    ("$x = 1\nInvoke-WebRequest x", .powerShell),
  ])
  func `what can't be read is told, and nothing of the line`(
    line: String, problem: PastedProblem
  ) throws {
    let command = try #require(PastedCommand(line))
    #expect(throws: problem) { try command.words() }
  }

  /// Each was copied with all that stood behind it: a megabyte of them took minutes.
  @Test func `a long line of octal numbers is read in one sweep`() throws {
    let line = "curl $'" + String(repeating: "\\101\\7x", count: 150_000) + "'"
    let words = try #require(PastedCommand(line)).words()
    #expect(words == [String(repeating: "A\u{7}x", count: 150_000)])
  }

  @Test func `any bytes are read or refused`() {
    for dialect in ["curl ", "curl ^\"", "iwr "] {
      var seed: UInt64 = 1
      for _ in 0..<2_000 {
        var line = dialect
        for _ in 0..<12 {
          seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let signs = Array("'\"\\^%`$(){}[]@#&|<>;=-\n\r ax0\u{E9}")
          line.append(signs[Int(seed >> 33) % signs.count])
        }
        _ = try? PastedCommand(line)?.words()
      }
    }
  }
}
