import Foundation
import PackagePlugin

/// Makes constants of the texts that a target carries with it: `PackageResources`, each file by its name.
///
/// SwiftPM's own `.embedInCode` writes every byte as a number. Two folders of a quarter of a megabyte
/// took the compiler 70 s of a release build so, and take it 2 s as literals of text.
@main struct EmbedTexts: BuildToolPlugin {
  /// Which folder of a target has its texts.
  private static let folders = [
    "ClientExport": "Runtime", "Discovery": "Inspector", "TUI": "Themes/Files",
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let folder = Self.folders[target.name] else { return [] }
    let texts = texts(in: target.directoryURL.appending(path: folder))
    let output = context.pluginWorkDirectoryURL.appending(path: "PackageResources.swift")
    return [
      .buildCommand(
        displayName: "Embedding the texts of \(target.name)",
        executable: try context.tool(named: "embed-texts").url,
        arguments: [output.path(percentEncoded: false)]
          + texts.map { $0.path(percentEncoded: false) },
        inputFiles: texts, outputFiles: [output])
    ]
  }

  /// All files below a folder but what tells of them.
  private func texts(in folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(
      at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: [.isRegularFileKey])
    let files = all?.compactMap { $0 as? URL } ?? []
    return files.filter { file in
      let isFile = try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
      return isFile == true && !["md", "pyc"].contains(file.pathExtension)
    }.sorted { $0.path < $1.path }
  }
}
