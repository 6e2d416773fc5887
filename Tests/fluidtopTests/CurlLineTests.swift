import Endpoints
import Testing

@testable import fluidtop

/// A pasted line as the arguments that are read in its place.
@Suite struct CurlLineTests {
  private static let environment = EnvironmentReference(environment: ["TOKEN": "s3cret$", "H": "h"])

  private func arguments(_ line: String, _ command: CurlLine.Command = .tail) throws -> [String] {
    try CurlLine.arguments(
      try #require(PastedCommand("curl " + line)), for: command, Self.environment)
  }

  @Test(arguments: [
    ("http://h/a", ["http://h/a"]), ("h/a", ["http://h/a"]), ("--url h", ["http://h"]),
    ("$H:1/$TOKEN", ["http://h:1/s3cret$"]),
    ("-sNH'x: y' h", ["--header=x: y", "http://h"]),
    ("-Lk -XPOST h", ["--insecure", "--method=POST", "http://h"]),
    (
      "h -H 'a: b' -H \"c: Bearer $TOKEN\"",
      ["--header=a: b", "--header=c: Bearer ${TOKEN}", "http://h"]
    ),
    ("h -H 'a;' -H 'Expect:' -H 'Content-Length: 3'", ["--header=a: ", "http://h"]),
    ("-b 'a=b' --cookie c=d h", ["--header=Cookie: a=b; c=d", "http://h"]),
    ("-A me -e http://o h", ["--header=User-Agent: me", "--header=Referer: http://o", "http://h"]),
    ("-u 'a:b$c' h", ["--user=a:b$$c", "http://h"]),
    ("-r 0-9 h", ["--header=Range: bytes=0-9", "http://h"]),
    ("-I h", ["--method=HEAD", "--include", "http://h"]), ("-i h", ["--include", "http://h"]),
    ("-G -d a=b --data-urlencode 'c=d e' 'h/?x=1#f'", ["http://h/?x=1&a=b&c=d+e#f"]),
    ("-G --data-urlencode \"q=$TOKEN\" h", ["http://h?q=s3cret%24"]),
    ("--url-query 'a=b c' h", ["http://h?a=b+c"]),
    (
      "-F a=b -F 'c=@x$y;type=text/csv' h",
      ["--form=a=b", "--form=c=@x$y;type=text/csv", "--multipart", "http://h"]
    ),
    ("-x p:8080 h", ["--proxy=http://p:8080", "http://h"]),
    ("--socks5-hostname p h", ["--proxy=socks5h://p", "http://h"]),
    (
      "-E c.pem --key k.pem --cacert a.pem h",
      ["--cert=c.pem", "--key=k.pem", "--cacert=a.pem", "http://h"]
    ),
    (
      "--unix-socket /s --resolve h:1:127.0.0.1 --interface lo --connect-timeout 5 h",
      [
        "--unix-socket=/s", "--resolve=h:1:127.0.0.1", "--interface=lo", "--connect-timeout=5",
        "http://h",
      ]
    ),
    ("--http1.1 h", ["--http1.1", "http://h"]),
    ("--http2-prior-knowledge h", ["--http2", "http://h"]),
    ("--compressed --retry 3 -w '%{x}' -o /dev/null -S h", ["http://h"]),
    ("-m 30 h", ["--for=30", "http://h"]), ("-- h", ["http://h"]),
  ])
  func `an option of curl's is one of ours, or makes no difference`(
    line: String, expected: [String]
  ) throws {
    #expect(try arguments(line) == expected)
  }

  private static let form = "--header=Content-Type: application/x-www-form-urlencoded"

  @Test(arguments: [
    ("-d a=b -d c=d h", ["--data-raw=a=b&c=d"]), ("--data-raw @x h", ["--data-raw=@x"]),
    ("--data-binary @x.bin h", ["--data=@x.bin"]), ("-d '$A' h", ["--data-raw=$$A"]),
    ("-d '' h", ["--data-raw", ""]), ("-d -x h", ["--data-raw=-x"]),
    ("--data-urlencode 'a b' --data-urlencode '=c&' h", ["--data-raw=a+b&c%26"]),
  ])
  func `a body is sent as curl sends it`(line: String, expected: [String]) throws {
    #expect(try arguments(line) == [Self.form] + expected + ["http://h"])
  }

  @Test func `a body of JSON says so, unless the line says something else`() throws {
    #expect(
      try arguments("--json '{\"a\":1' --json '}' h") == [
        "--header=Content-Type: application/json", "--header=Accept: application/json",
        #"--data-raw={"a":1}"#, "http://h",
      ])
    #expect(
      try arguments("-d '{}' -H 'content-type: text/x' h") == [
        "--header=content-type: text/x", "--data-raw={}", "http://h",
      ])
  }

  @Test func `a download is saved where curl would save it`() throws {
    #expect(try arguments("-o x.bin -C - h", .get) == ["--output=x.bin", "--continue", "http://h"])
    #expect(try arguments("-OJL h", .get) == ["http://h"])
  }

  @Test(arguments: [
    ("--foo s3cret h", "has --foo, which isn't known here; take it away"),
    ("-Zs3cret h", "has -Z, which isn't known here; take it away"),
    ("--data=s3cret h", "has --data=…; curl wants the value behind a space"),
    ("h -H", "ends behind -H, which needs a value"), ("-s", "names no URL"),
    ("s3cret h", "names more than one URL; leave one"),
    ("-T x h", "has -T: write -X PUT --data-binary @FILE in its place"),
    ("a --next b", "has --next: one request is sent; paste only one"),
    ("-b jar.txt h", "reads cookies from a file; write them as NAME=VALUE"),
    ("-H @x h", "reads headers from a file; write them into the line"),
    ("-d 's3cret h", "has a quote that nothing closes; paste all of it"),
  ])
  func `what can't be done is refused by its name alone`(line: String, words: String) {
    #expect(throws: Ending.usage("the pasted line " + words)) { try arguments(line) }
  }

  @Test func `a variable that is not set is named`() {
    #expect(throws: Ending.usage(EnvironmentReference.Missing(name: "NONE").sentence)) {
      try arguments("http://$NONE/")
    }
  }

  @Test(arguments: [
    ["--max", "3", "--curl", "curl h --data-raw @x"],
    ["--curl=curl h --data-raw @x", "--max", "3"],
    ["curl h --data-raw @x", "--max", "3"],
  ])
  func `the line stands for its options, and what is typed comes behind`(typed: [String]) throws {
    #expect(
      try PastedArguments.expanding(["tail"] + typed, Self.environment)
        == ["tail", Self.form] + ["--data-raw=@x", "http://h", "--max", "3"])
  }

  @Test(arguments: [
    ["list", "curl x"], ["tail", "curl"], ["tail", "http://h"], ["tail", "--curl"], [],
  ])
  func `other arguments stay as they are`(arguments: [String]) throws {
    #expect(try PastedArguments.expanding(arguments, Self.environment) == arguments)
  }
}
