/// How an export is spread over files.
public enum ExportLayout: String, CaseIterable, Sendable, Hashable {
  /// One file that stands on its own.
  case single
  /// The runtime, the models, and a file for each source module, in the folders of the sources.
  case mirror
  /// The same with each module's file beside its source.
  case coLocate = "co-locate"
}
