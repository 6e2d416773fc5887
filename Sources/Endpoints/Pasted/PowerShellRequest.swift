import WebText

/// An `Invoke-WebRequest` as browsers copy it, as the words of curl that mean the same: the session
/// is made above it, line by line, and holds the user agent and the cookies.
struct PowerShellRequest {
  /// Behind `curl`; each word as `EnvironmentText` reads it.
  private(set) var words: [String] = []
  private var cookies: [String] = []
  private var hasRequest = false

  init(_ text: String) throws(PastedProblem) {
    var reader = PowerShellReader(text)
    while let statement = try reader.statement() { try read(statement) }
    guard hasRequest else { throw .powerShell }
    if !cookies.isEmpty { words += ["-b", cookies.joined(separator: "; ")] }
  }

  private mutating func read(_ statement: [PowerShellReader.Token]) throws(PastedProblem) {
    guard case .word(let first)? = statement.first else { throw .powerShell }
    let name = first.lowercased()
    let strings = statement.compactMap(\.string)
    switch name {
    case "invoke-webrequest", "invoke-restmethod", "iwr", "irm":
      if hasRequest { throw .several }
      hasRequest = true
      try readParameters(statement.dropFirst())
    case _ where name.hasSuffix(".cookies.add"):
      guard strings.count >= 2 else { throw .powerShell }
      cookies.append(strings[0] + "=" + strings[1])
    case _ where name.hasSuffix(".useragent"):
      guard let agent = strings.first else { throw .powerShell }
      words += ["-A", agent]
    case _ where name.hasPrefix("$"):
      // `$session = New-Object …`; what else is set there is nothing of a request.
      guard statement.contains(.word("New-Object")) else { throw .powerShell }
    default: throw .powerShell
    }
  }

  private mutating func readParameters(
    _ tokens: ArraySlice<PowerShellReader.Token>
  ) throws(PastedProblem) {
    var rest = tokens
    if let url = rest.first?.value { words += ["--url", url] }
    while let token = rest.popFirst() {
      guard case .word(let name) = token, name.hasPrefix("-") else { continue }
      let values = rest.prefix { !$0.isParameter }
      rest = rest.dropFirst(values.count)
      try read(name, values)
    }
  }

  /// Of a value in brackets, such as `([Text.Encoding]::UTF8.GetBytes("…"))`, the string counts.
  private mutating func read(
    _ name: String, _ values: ArraySlice<PowerShellReader.Token>
  ) throws(PastedProblem) {
    let value = values.lazy.compactMap(\.string).first ?? values.first?.value
    guard let meaning = Self.parameters[name.lowercased()] else {
      throw .parameter(name.printable())
    }
    switch meaning {
    case .nothing: break
    case .flag(let option): words.append(option)
    case .option(let option):
      guard let value else { throw .powerShell }
      words += [option, value]
    case .contentType:
      guard let value else { throw .powerShell }
      words += ["-H", "Content-Type: " + value]
    case .headers:
      guard case .table(let pairs)? = values.first else { throw .powerShell }
      // What HTTP/2 says of the request itself stands among the headers of some browsers.
      let pseudo = ["authority", "method", "path", "scheme"]
      for pair in pairs where !pseudo.contains(pair.name.drop { $0 == ":" }.lowercased()) {
        words += ["-H", pair.name + ": " + pair.value]
      }
    }
  }

  private enum Meaning {
    case nothing
    case flag(String)
    case option(String)
    case contentType
    case headers
  }

  private static let parameters: [String: Meaning] = [
    "-uri": .option("--url"), "-method": .option("-X"), "-headers": .headers,
    "-contenttype": .contentType, "-body": .option("--data-raw"), "-useragent": .option("-A"),
    "-proxy": .option("-x"), "-outfile": .option("-o"), "-skipcertificatecheck": .flag("-k"),
    "-websession": .nothing, "-sessionvariable": .nothing, "-usebasicparsing": .nothing,
    "-skiphttperrorcheck": .nothing, "-maximumredirection": .nothing,
    "-disablekeepalive": .nothing,
  ]
}
