import ClientExport

/// Client code to be made for the screen. That may take a while for a large backend, so it is done
/// where no key waits for it.
public struct CodeJob: Sendable, Hashable {
  /// Tells the answer from those to jobs before it.
  let number: Int
  let subject: ExportSubject
  let language: ExportLanguage

  /// Makes the code.
  public func made() -> MadeCode {
    let text = ClientCode.text(of: subject, in: language)
    return MadeCode(number: number, text: text, code: CodeText(text, as: language.syntax))
  }
}

/// What became of a `CodeJob`.
public struct MadeCode: Sendable, Hashable {
  let number: Int
  let text: String
  let code: CodeText
}
