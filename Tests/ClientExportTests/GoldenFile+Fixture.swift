import ScriptedServers
import Testing

extension GoldenFile {
  /// A file of the folder `Fixtures` here.
  init(_ name: String) { self.init("Fixtures/" + name, beside: #filePath) }

  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    guard let complaint = complaint(about: text) else { return }
    Issue.record("\(complaint)", sourceLocation: sourceLocation)
  }
}
