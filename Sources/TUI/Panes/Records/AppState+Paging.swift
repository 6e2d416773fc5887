extension AppState {
  /// `|`: what the pane shows, whole, in the user's pager; of records those that are selected, else
  /// the one under the cursor.
  mutating func page() -> [Effect] {
    switch focus {
    case .callbacks: return page(stream.map { TraceView.text(of: $0) } ?? "")
    case .detail where detail.form == .assembled: return page(stream?.assembly.text ?? "")
    case .detail where detail.form == .head:
      return page((stream?.head ?? []).joined(separator: "\n"))
    case .endpoints, .request, .records, .detail, .rate: break
    }
    if let lines = selectedLines() { return [.page(.records(lines))] }
    guard let lines = currentLine() else {
      say("there is no record to page")
      return []
    }
    return [.page(focus == .detail && detail.form == .raw ? .records(lines) : .record(lines))]
  }

  /// `:page view`: all that the records pane shows, as filtered.
  mutating func pageView() -> [Effect] {
    guard let lines = viewLines() else {
      say("there is no record to page")
      return []
    }
    return [.page(.records(lines))]
  }

  private mutating func page(_ text: String) -> [Effect] {
    guard !text.isEmpty else {
      say("there is nothing to page")
      return []
    }
    return [.page(.text(text + "\n"))]
  }
}
