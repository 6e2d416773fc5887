import StreamClient

/// `--include`: the head of each answer, before what another writer makes of it.
struct HeadedWriter: SignalWriter {
  /// Where a head can go.
  enum Form: Sendable {
    /// Among the objects of `json` and `trace`.
    case object
    /// Among the lines for people.
    case lines(PrintStyle)
    /// Beside the records: standard output is theirs alone.
    case standardError
  }

  let form: Form
  let label: StreamLabel?
  var writer: any SignalWriter

  mutating func write(_ signal: StreamSignal, elapsed: Duration, to output: inout [UInt8]) {
    if let head = signal.head { write(head, to: &output) }
    writer.write(signal, elapsed: elapsed, to: &output)
  }

  private func write(_ head: AnswerHead, to output: inout [UInt8]) {
    switch form {
    case .object:
      JSONLine.write(to: &output) { line in
        line.add("inspector", "head")
        line.add("status", head.status)
        line.add("httpVersion", head.httpVersion)
        line.add("headers", pairs: head.headers.lazy.map { ($0.name, $0.value) })
      }
    case .lines(let style):
      for line in HeadText(head).lines {
        output.append(contentsOf: style.paint(line, .muted).utf8)
        output.append(0x0A)
      }
    case .standardError: StandardError.write(head, of: label)
    }
  }
}

extension OutputFormat {
  /// Where heads go in this format.
  func headForm(onTerminal: Bool, style: PrintStyle) -> HeadedWriter.Form {
    switch resolved(onTerminal: onTerminal) {
    case .trace, .json: .object
    case .pretty, .auto: .lines(style)
    case .data, .csv: .standardError
    }
  }
}
