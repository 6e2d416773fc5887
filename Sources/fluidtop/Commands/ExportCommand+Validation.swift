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
    if watch, isOfCapturesAlone {
      throw ValidationError("--watch needs a target: a recording does not change.")
    }
    try validateExtension()
    try validateLayout()
    if out == "-" || out == nil && !mayTakePlaceOfProject { try refuseWithoutPlace() }
  }

  /// Whether nothing is discovered: the recordings have the endpoints.
  var isOfCapturesAlone: Bool { targets.isEmpty && !captures.isEmpty }

  /// Whether the code is a client of the project; one endpoint, another language or a route is
  /// none.
  var isWholeClient: Bool { selection.isEmpty && language.hasModules && !svelteKitProxy }

  /// Whether the project's configuration may say where the code goes.
  private var mayTakePlaceOfProject: Bool {
    isWholeClient && layout != .single && !isOfCapturesAlone
      && (targets.isEmpty || environment != nil)
  }

  /// Of standard output there is nothing to compare, and nothing to keep up to date.
  func refuseWithoutPlace() throws {
    if check || watch { throw ValidationError("--check and --watch need --out, and not -.") }
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
