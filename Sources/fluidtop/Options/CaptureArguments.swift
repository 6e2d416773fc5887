import ArgumentParser
import StreamClient

/// What a capture keeps, and what it takes the place of.
struct CaptureArguments: ParsableArguments {
  @Flag(help: "Overwrite a capture that is there.")
  var force = false

  @Flag(
    name: .customLong("keep-secrets"),
    help: "Keep credentials, cookies and request bodies in the capture, where 'redacted' stands.")
  var keepsSecrets = false

  func file(_ path: String) throws(Ending) -> CaptureFile {
    do throws(CaptureFile.Problem) {
      return try CaptureFile(path, overwriting: force)
    } catch {
      throw error.ending
    }
  }

  /// What hears the run of a request and writes it down.
  func run(of file: CaptureFile, _ request: ResolvedRequest) -> any WireObserver {
    file.newRun(endpoint: request.endpoint?.name, keepingSecrets: keepsSecrets)
  }
}
