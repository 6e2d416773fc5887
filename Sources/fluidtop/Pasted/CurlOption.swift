/// What an option of curl's means here: the one table of them.
struct CurlOption {
  enum Meaning {
    /// It makes no difference here.
    case nothing
    case nothingWithValue
    /// An option of ours without a value.
    case flag(String)
    /// An option of ours with the same value; `$NAME` isn't read there.
    case value(String)
    /// An option of ours that reads `$NAME` itself.
    case text(String)
    case header
    /// A header of this name.
    case namedHeader(String)
    case cookie
    case range
    case body(CurlBody.Form)
    case query
    case form(isLiteral: Bool)
    case url
    case head
    case get
    /// A proxy without a scheme is one of this.
    case proxy(scheme: String)
    /// What only downloads have; it makes no difference to what is shown.
    case downloadFlag(String)
    case downloadValue(String)
    case timeLimit
    case continuation
    /// It can't be done here.
    case refused(String)

    var takesValue: Bool {
      switch self {
      case .nothing, .flag, .head, .get, .downloadFlag, .refused: false
      case .nothingWithValue, .value, .text, .header, .namedHeader, .cookie, .range, .body, .query,
        .form, .url, .proxy, .downloadValue, .timeLimit, .continuation:
        true
      }
    }
  }

  /// As it is written: `-H`, `--header`.
  let name: String
  let meaning: Meaning

  /// Nil where curl has no such option, or nobody knows it here.
  init?(_ name: String) {
    guard let meaning = Self.meanings[name] else { return nil }
    self.name = name
    self.meaning = meaning
  }

  private static let meanings: [String: Meaning] = {
    var meanings: [String: Meaning] = [:]
    for (names, meaning) in requests + connections + answers {
      for name in names.split(separator: " ") { meanings[String(name)] = meaning }
    }
    return meanings
  }()

  private static let requests: [(names: String, meaning: Meaning)] = [
    ("--url", .url),
    ("-X --request", .text("--method")),
    ("-H --header", .header),
    ("-A --user-agent", .namedHeader("User-Agent")),
    ("-e --referer", .namedHeader("Referer")),
    ("-b --cookie", .cookie),
    ("-r --range", .range),
    ("-d --data --data-ascii", .body(.lines)),
    ("--data-raw", .body(.raw)),
    ("--data-binary", .body(.bytes)),
    ("--data-urlencode", .body(.encoded)),
    ("--json", .body(.json)),
    ("--url-query", .query),
    ("-F --form", .form(isLiteral: false)),
    ("--form-string", .form(isLiteral: true)),
    ("-G --get", .get),
    ("-I --head", .head),
    ("-u --user", .text("--user")),
    ("--oauth2-bearer", .text("--bearer")),
    ("-n --netrc", .flag("--netrc")),
    ("--netrc-file", .value("--netrc-file")),
    // `--user` is told in whichever of these the server asks for.
    ("--basic --digest --negotiate --anyauth", .nothing),
    ("-T --upload-file", .refused("write -X PUT --data-binary @FILE in its place")),
    ("-: --next", .refused("one request is sent; paste only one")),
    ("-K --config", .refused("write what stands in that file into the line")),
    ("--path-as-is", .refused("dots of a path are resolved here, as browsers do")),
    ("--request-target", .refused("the request goes to its URL")),
    ("--location-trusted", .refused("credentials aren't sent to another server; write -L")),
    ("--ntlm", .refused("NTLM isn't spoken here")),
    ("-0 --http1.0", .refused("HTTP/1.0 isn't spoken here")),
  ]

  private static let connections: [(names: String, meaning: Meaning)] = [
    ("-k --insecure", .flag("--insecure")),
    ("--cacert", .value("--cacert")),
    ("-E --cert", .value("--cert")),
    ("--key", .value("--key")),
    ("--unix-socket", .value("--unix-socket")),
    ("--resolve", .value("--resolve")),
    ("--interface", .value("--interface")),
    ("--connect-timeout", .value("--connect-timeout")),
    ("-x --proxy", .proxy(scheme: "http")),
    ("--socks4", .proxy(scheme: "socks4")),
    ("--socks4a", .proxy(scheme: "socks4a")),
    ("--socks5", .proxy(scheme: "socks5")),
    ("--socks5-hostname", .proxy(scheme: "socks5h")),
    ("-U --proxy-user", .refused("write NAME:PASSWORD@ into the proxy's URL")),
    ("--http1.1", .flag("--http1.1")),
    ("--http2 --http2-prior-knowledge", .flag("--http2")),
    ("--http3 --http3-only", .flag("--http3")),
    ("-4 --ipv4 -6 --ipv6", .refused("name the address with --resolve HOST:PORT:ADDRESS")),
    ("--tcp-nodelay --no-keepalive --no-sessionid --no-alpn --tcp-fastopen", .nothing),
    ("--tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 -1", .nothing),
    ("--keepalive-time --expect100-timeout --cert-type --key-type", .nothingWithValue),
  ]

  private static let answers: [(names: String, meaning: Meaning)] = [
    ("-N --no-buffer -s --silent -S --show-error -v --verbose -# --progress-bar", .nothing),
    ("-L --location --compressed --tr-encoding -f --fail --fail-with-body --fail-early", .nothing),
    ("-g --globoff -q --disable -j --junk-session-cookies -J --remote-header-name", .nothing),
    ("--no-progress-meter --styled-output --no-styled-output --create-dirs", .nothing),
    ("--retry-all-errors --retry-connrefused --ssl-no-revoke --remove-on-error", .nothing),
    ("-i --include --show-headers", .flag("--include")),
    ("-c --cookie-jar -D --dump-header -w --write-out --max-redirs", .nothingWithValue),
    ("--retry --retry-delay --retry-max-time --stderr --trace --trace-ascii", .nothingWithValue),
    ("-m --max-time", .timeLimit),
    ("-o --output", .downloadValue("--output")),
    ("-O --remote-name", .downloadFlag("")),
    ("-C --continue-at", .continuation),
    ("--raw", .refused("the body is shown as it was before it was compressed and cut")),
  ]
}
