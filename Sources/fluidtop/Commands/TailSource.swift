import Discovery
import StreamClient
import WebText

/// What one argument of `tail` stands for.
enum TailSource {
  case request(ResolvedRequest)
  /// A pipe, or the runs of a file.
  case local(String, [LocalSource])

  /// What all arguments stand for, in their order. Nothing is asked of a server before each of them
  /// is understood, but for what a name has to be looked up.
  static func all(
    _ names: [String], _ request: RequestArguments, with client: StreamClient,
    _ environment: EnvironmentReference
  ) async throws -> [TailSource] {
    if names.count > 1 { try checkSeveral(names, request) }
    let asked = names.filter { !LocalSource.isMeant(by: $0) }
    let result = try await ResolvedRequest.look(
      for: asked, request, with: client, environment: environment)
    return try names.enumerated().map { index, name in
      if LocalSource.isMeant(by: name) { return .local(name, try LocalSource.named(name)) }
      return .request(
        try ResolvedRequest.resolve(
          name, at: names.count > 1 ? index + 1 : nil, request, in: result,
          environment: environment))
    }
  }

  /// Words that stood in no quotes look like more streams; they are told of before anything is sent.
  private static func checkSeveral(_ names: [String], _ request: RequestArguments) throws(Ending) {
    let isHeaderCut = request.credentials.headers.contains {
      $0.hasSuffix(":") || !$0.contains(":")
    }
    if isHeaderCut || !names.allSatisfy(mayBeStream) {
      throw SurplusArguments(count: names.count - 1).ending
    }
    if names.count(where: { $0 == "-" }) > 1 {
      throw .usage("standard input can be read once; give - once")
    }
  }

  /// Whether it can be meant: an address, a path, a file, or a name as programs have them.
  private static func mayBeStream(_ name: String) -> Bool {
    if LocalSource.isMeant(by: name) || WrittenAddress(name) != nil || name.hasPrefix("/") {
      return true
    }
    if name.hasSuffix(":") { return false }
    return name.contains(" /")
      || name.allSatisfy { $0.isLetter || $0.isNumber || "_-./".contains($0) }
  }

  /// What it could be called among others, the shortest first.
  var names: [String] {
    switch self {
    case .local("-", _): return ["stdin"]
    case .local(let path, _):
      return [path.split(separator: "/").last.map(String.init) ?? path, path]
    case .request(let resolved):
      let url = WebURL.hidingSecrets(
        inQueryOf: WebURL.hidingCredentials(resolved.request.url), behind: "***",
        named: resolved.request.secretNames)
      let (text, host) = (URLText(url), URLText(url).host)
      let path = text.path.isEmpty ? "/" : text.path
      let target = path + url.drop { $0 != "?" }.prefix { $0 != "#" }
      let name = resolved.endpoint.map { [$0.name, $0.title] } ?? []
      return name + [path, target, host + path, host + target, url]
    }
  }
}
