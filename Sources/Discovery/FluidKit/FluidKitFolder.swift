import StreamDecoding

/// A folder, and the `fluid.config.json` in it.
struct FluidKitFolder {
  private let folder: String
  private let configuration: FluidConfiguration?
  /// What is wrong with it.
  let sentences: [String]

  /// - Parameter folder: Absolute.
  init(_ folder: String) {
    self.folder = folder
    do throws(FluidConfigurationProblem) {
      configuration = try FluidConfiguration(inFolder: folder)
      sentences = configuration?.problems.map(\.sentence) ?? []
    } catch {
      configuration = nil
      sentences = [error.sentence]
    }
  }

  /// Whether there is one, be it broken.
  var isThere: Bool { configuration != nil || !sentences.isEmpty }

  /// What the inspector has to know.
  var request: JSONValue {
    guard let configuration else { return .null }
    let auto = configuration.autoDiscovery
    return [
      "folder": .string(folder),
      "include": .array(configuration.include.map(JSONValue.string)),
      "exclude": .array(configuration.exclude.map(JSONValue.string)),
      "filePatterns": .array(auto.isEnabled ? auto.filePatterns.map(JSONValue.string) : []),
    ]
  }
}
