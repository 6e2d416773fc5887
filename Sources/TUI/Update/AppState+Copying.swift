import ClientExport
import Endpoints
import RecordStore

extension AppState {
  /// `y`: the record under the cursor, in the detail the value; in the callbacks the trace;
  /// elsewhere the URL.
  mutating func copy() -> [Effect] {
    switch focus {
    case .endpoints, .request: return copyURL()
    case .callbacks:
      let lines = stream.map { TraceView.text(of: $0) } ?? ""
      return lines.isEmpty ? [] : [.copy(lines)]
    case .detail where detail.form == .assembled: return copyAssembled()
    case .records, .detail, .rate:
      if focus == .detail, let value = valueUnderCursor { return [.copy(value)] }
      if let lines = selectedLines() { return copy(lines) }
      guard let stream, let record = stream.current.flatMap(stream.record) else {
        say("there is no record to copy")
        return []
      }
      return [.copy(record.payloadString(limit: .max))]
    }
  }

  /// The URL of the selected endpoint's request, without its secrets.
  func shownURL(of request: PlannedRequest) -> String {
    guard let endpoint else { return request.url }
    return ShownRequest(endpoint, schemes: catalog.securitySchemes).url(of: request)
  }

  /// `Y`: what is selected, else the URL with the values filled in, secrets as `$NAME`; in the detail
  /// the value's path.
  mutating func copyURL() -> [Effect] {
    if focus == .detail, detail.form == .json, let reading, reading.hasCursor {
      guard let path = reading.paths.last, !path.isEmpty else {
        say("the whole record has no path")
        return []
      }
      return [.copy(path)]
    }
    if let lines = selectedLines() { return copy(lines) }
    return copyAddress()
  }

  /// The URL of what runs, or would.
  mutating func copyAddress() -> [Effect] {
    if let stream { return [.copy(shownURL(of: stream.request))] }
    guard let draft else { return [] }
    do throws(RequestProblem) {
      return [.copy(shownURL(of: try draft.plan(baseURL: baseURL)))]
    } catch {
      say(sentence(of: error), isProblem: true)
      return []
    }
  }

  /// What is too large for the clipboard may go into a file.
  mutating func offerFile(for text: String, _ limit: Int) {
    let words = "\(text.utf8.count.bytes) is more than terminals take (\(limit.bytes))"
    // What is being typed there is no answer to this question.
    switch mode {
    case .browsing, .code:
      let name = text.first.map { "{[".contains($0) } == true ? "copied.json" : "copied.txt"
      mode = .prompt(
        Prompt(purpose: .writeText(text, why: words), input: TextInput(name), code: shownCode))
    case .editing, .prompt, .palette, .help: say("not copied: \(words)", isProblem: true)
    }
  }

  /// Enter behind a file's path.
  mutating func write(text: String, to path: String) -> [Effect] {
    guard !path.isEmpty else {
      say("nothing was written")
      return []
    }
    return [.export(ExportJob(text: text, path: path, fileName: "copied.txt"))]
  }
}
