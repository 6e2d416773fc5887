import StreamClient
import WebText

/// An answer's head for people: the status, the header lines, and how the connection was made.
struct HeadText {
  /// Made harmless for a terminal.
  let lines: [String]

  /// One that passed through the proxy: the connection it came over is none of ours, and its secrets
  /// are not shown.
  init(passing head: AnswerHead) {
    let fields = head.headers.map { field in
      let isSecret = SecretName.matches(field.name)
      let value = isSecret ? "***" : HeaderSecrets.hidden(in: field.value, behind: "***")
      return "\(field.name): \(value)"
    }
    lines = (["HTTP/\(head.httpVersion) \(head.status)"] + fields).map(PrintableText.harmless)
  }

  init(_ head: AnswerHead) {
    let fields = head.headers.map { "\($0.name): \($0.value)" }
    let texts = ["HTTP/\(head.httpVersion) \(head.status)"] + fields + [Self.facts(head.connection)]
    lines = texts.map(PrintableText.harmless)
  }

  /// `127.0.0.1:8000 · TLSv1.3 · lookup 0 ms, connect 1 ms, tls 4 ms, first byte 12 ms`
  private static func facts(_ connection: ConnectionFacts) -> String {
    [place(connection), connection.tlsVersion, steps(connection.timing)]
      .compactMap { $0 }.joined(separator: " · ")
  }

  private static func place(_ connection: ConnectionFacts) -> String {
    let address = connection.address
    guard !address.isEmpty, connection.port > 0 else { return "unix socket" }
    return (address.contains(":") ? "[\(address)]" : address) + ":\(connection.port)"
  }

  /// When each step was done, since the request's start.
  private static func steps(_ timing: ConnectionTiming) -> String {
    var steps = [("lookup", timing.nameLookup), ("connect", timing.connect)]
    if timing.tls > .zero { steps.append(("tls", timing.tls)) }
    steps.append(("first byte", timing.firstByte))
    return steps.map { "\($0.0) \($0.1.wholeMilliseconds) ms" }.joined(separator: ", ")
  }
}

extension StandardError {
  /// Writes an answer's head, a line each, behind the name of its stream where there are several.
  static func write(_ head: AnswerHead, of label: StreamLabel? = nil) {
    let start = label.map { $0.text + "\t" } ?? ""
    for line in HeadText(head).lines { write(line: start + line) }
  }
}

extension StreamSignal {
  /// The head of the answer that the signal tells of, be it one that can't be read as a stream.
  var head: AnswerHead? {
    switch self {
    case .opened(let response): response.head
    case .failed(let failure), .lost(let failure, _, _): failure.head
    case .answering(let head): head
    case .requesting, .answered, .saved, .records, .progress, .completed, .closed: nil
    }
  }
}
