import ArgumentParser
import ClientExport

extension ExportCommand {
  func validate() throws {
    if browserURL != nil, !language.runsInBrowsers {
      throw ValidationError(
        "--browser-url is for --as \(Self.names(\.runsInBrowsers)); "
          + "--base-url says where the backend is in any language.")
    }
    if !importSuffix.isEmpty, !language.hasModules {
      throw ValidationError("--import-suffix is for --as \(Self.names(\.hasModules)) only.")
    }
    if client != nil, !language.standsOnClients {
      throw ValidationError("--client is for --as \(Self.names(\.standsOnClients)) only.")
    }
    if check, watch { throw ValidationError("--check and --watch exclude each other.") }
    try validateExtension()
    try validateLayout()
  }

  private static func names(_ isMeant: (ExportLanguage) -> Bool) -> String {
    ExportLanguage.allCases.filter(isMeant).map(\.rawValue).joined(separator: ", ")
  }

  private func validateExtension() throws {
    let known = language.fileExtension
    guard let reason = language.extensionReason, let out, !out.hasSuffix("." + known),
      let last = known.split(separator: ".").last, out.hasSuffix("." + last),
      !SmallFile.isFolder(out)
    else { return }
    throw ValidationError("\(reason); use --out \(out.dropLast(last.count))\(known).")
  }

  private func validateLayout() throws {
    guard let layout, layout != .single else { return }
    if !language.hasModules {
      throw ValidationError(
        "--layout \(layout.rawValue) is for --as \(Self.names(\.hasModules)) only.")
    }
    if out == "-" || out == nil && !targets.isEmpty {
      throw ValidationError("--layout \(layout.rawValue) needs --out FOLDER.")
    }
  }
}
