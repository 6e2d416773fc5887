/// A language as the rest of the program knows it: its name, its files, and its code.
protocol ClientLanguage: Sendable {
  /// The name to show to people.
  var title: String { get }
  /// Without the dot, and no two alike: what is written in one language is not the file of another.
  var fileExtension: String { get }
  /// Why no file of another extension will do; nil where one does.
  var extensionReason: String? { get }
  /// How its text is read.
  var syntax: ExportSyntax { get }
  /// True for code over `fetch`, which may reach the backend another way in a browser.
  var runsInBrowsers: Bool { get }
  /// True for a text about endpoints: a call with values is nothing to it.
  var describes: Bool { get }
  /// A catalog's client over several files; nil for a language of single files.
  var modules: (@Sendable (ExportSubject, ExportOptions) -> [ExportedFile])? { get }

  /// Whether its code can stand on a client of its own file.
  var standsOnClients: Bool { get }

  /// The code, which ends with a newline.
  func text(of subject: ExportSubject) -> String

  /// The code over a client's module, as imports name it; nil where it stands on none.
  func text(of subject: ExportSubject, over module: String) -> String?

  /// The code of one call as a file, which tells that this program wrote it.
  func marked(_ text: String) -> String
}

extension ClientLanguage {
  var extensionReason: String? { nil }
  var runsInBrowsers: Bool { false }
  var describes: Bool { false }
  var standsOnClients: Bool { false }
  var modules: (@Sendable (ExportSubject, ExportOptions) -> [ExportedFile])? { nil }

  func text(of subject: ExportSubject, over module: String) -> String? { nil }

  func marked(_ text: String) -> String { text }
}
