import ClientExport
import Endpoints

extension AppState {
  /// The code on the screen.
  var shownCode: CodePreview? {
    switch mode {
    case .code(let preview): preview
    case .prompt(let prompt): if case .write(let preview) = prompt.purpose { preview } else { nil }
    default: nil
    }
  }

  /// `c`: the client of the selected endpoint.
  mutating func showCode() {
    guard endpoint != nil, let first = ExportLanguage.allCases.first else { return }
    showCode(in: first)
  }

  /// A key while client code is shown.
  mutating func code(_ key: Key, _ preview: CodePreview) -> [Effect] {
    let height = CodeView.height(of: self)
    let last = max(0, preview.lines.count - height)
    var preview = preview
    switch keys.command(for: key) {
    case .look(.nextPane), .move(.right): showCode(in: preview.language.next(by: 1)); return []
    case .look(.previousPane), .move(.left): showCode(in: preview.language.next(by: -1)); return []
    case .copy: return [.copy(preview.text)]
    case .copyURL: return copyURL()
    // Here nothing is wrapped.
    case .look(.wrap): startWriting(preview); return []
    case .exportAll: startExporting(); return []
    case .move(.down): preview.top += 1
    case .move(.up): preview.top -= 1
    case .move(.pageDown), .move(.halfPageDown): preview.top += height
    case .move(.pageUp), .move(.halfPageUp): preview.top -= height
    case .move(.toTop): preview.top = 0
    case .move(.toBottom): preview.top = last
    case .back, .quit, .code: mode = .browsing; return []
    default: return []
    }
    preview.top = min(max(0, preview.top), last)
    mode = .code(preview)
    return []
  }

  private mutating func showCode(in language: ExportLanguage) {
    guard let endpoint, let draft else { return }
    let planned = try? draft.plan(baseURL: baseURL)
    let text = ClientCode.text(
      for: endpoint, planned: planned, models: catalog.models,
      securitySchemes: catalog.securitySchemes, baseURL: baseURL, language: language)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    mode = .code(
      CodePreview(language: language, lines: lines.last == "" ? lines.dropLast() : lines))
  }
}

extension ExportLanguage {
  fileprivate func next(by step: Int) -> ExportLanguage {
    let all = ExportLanguage.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + step + all.count) % all.count]
  }
}
