/// The head of the answer that the records came with: headers and connection, below its status.
struct AnswerHeadPage: DetailPage {
  /// `HTTP/1.1 200 OK`
  let status: String
  private let lines: [String]
  var scroll: DetailScroll

  /// Nil where no answer has come yet.
  init?(_ head: [String], scroll: DetailScroll) {
    guard let status = head.first else { return nil }
    self.status = status
    lines = Array(head.dropFirst())
    self.scroll = scroll
  }

  var hasCursor: Bool { false }
  func reach(_ line: Int) -> Bool { line < lines.count }
  func next(after line: Int) -> Int? { line + 1 < lines.count ? line + 1 : nil }
  func previous(before line: Int) -> Int? { line > 0 ? min(line, lines.count) - 1 : nil }
  func count() -> Int { lines.count }
  func hanging(of line: Int) -> Int { 2 }

  func spans(of line: Int, _ room: DetailRoom) -> [Span] {
    let text = lines[line]
    guard let colon = text.firstRange(of: ": ") else { return [Span(text, room.theme.muted)] }
    return [
      Span(String(text[..<colon.upperBound]), room.theme.muted),
      Span(String(text[colon.upperBound...]), room.theme.text),
    ]
  }
}

extension AppState {
  /// The detail's tabs that there is something to show in.
  var detailForms: [DetailOptions.Form] {
    let hasHead = stream.map { !$0.head.isEmpty } == true
    return DetailOptions.Form.allCases.filter { $0 != .head || hasHead }
  }

  /// The tab after the one that is shown.
  mutating func showNextDetailForm() {
    let forms = detailForms
    let index = forms.firstIndex(of: detail.form).map { $0 + 1 } ?? 0
    detail.form = forms[index % forms.count]
  }

  /// The head, where the detail shows it now.
  var answerHead: AnswerHeadPage? {
    guard detail.form == .head, let stream else { return nil }
    return AnswerHeadPage(stream.head, scroll: detail.headScroll)
  }

  mutating func moveAnswerHead(_ change: (inout AnswerHeadPage, DetailRoom) -> Void) {
    guard var page = answerHead else { return }
    change(&page, DetailRoom(self))
    detail.headScroll = page.scroll
  }
}
