import Endpoints
import WebText

/// A choice of how a run is read, as a field of the request's form.
enum RunOption: String, CaseIterable, Hashable, Sendable {
  case reconnecting = "reconnect"
  case reconnectLimit = "attempts"
  case idleTimeout = "silence"

  /// Those that change something for an endpoint.
  static func all(for endpoint: Endpoint) -> [RunOption] {
    switch endpoint.kind {
    case .sse, .unary: allCases
    case .ndjson, .text: [.idleTimeout]
    case .file: []
    }
  }

  /// What the field takes.
  func words(for endpoint: Endpoint) -> SchemaWords {
    switch self {
    case .reconnecting:
      let choices = RunOptions.Reconnecting.allCases.map(\.rawValue)
      let asClients = RunOptions.Reconnecting.asClients(with: endpoint.method).rawValue
      return SchemaWords(
        type: choices.joined(separator: "|"), choices: choices,
        defaultText: "\(asClients), as clients do")
    case .reconnectLimit:
      return SchemaWords(type: "to connect again, in a row", defaultText: "no limit")
    case .idleTimeout:
      return SchemaWords(type: "that ends it: 30s, 5m", defaultText: "no limit")
    }
  }

  /// What the text should have been; nil where it is understood.
  func objection(to text: String) -> String? {
    switch self {
    case .reconnecting: nil
    case .reconnectLimit:
      Int(text).map { $0 >= 0 } == true ? nil : "a number of attempts, 0 or more"
    case .idleTimeout: Duration(typed: text) == nil ? "a time such as 250ms, 30s, 5m" : nil
    }
  }
}

extension RunOptions.Reconnecting {
  /// What exported clients do without being told.
  static func asClients(with method: String) -> Self { method == "GET" ? .always : .never }
}

extension RunOptions {
  /// The options that a form's fields choose.
  init(_ draft: RequestDraft, takesAnswers: Bool) {
    func text(_ option: RunOption) -> String {
      draft.fields.first { $0.role == .option(option) }?.text ?? ""
    }
    self.init(
      reconnecting: Reconnecting(rawValue: text(.reconnecting)),
      reconnectLimit: Int(text(.reconnectLimit)), idleTimeout: Duration(typed: text(.idleTimeout)),
      endData: draft.endpoint.sentinel, takesAnswers: takesAnswers)
  }
}
