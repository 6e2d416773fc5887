import StreamClient
import SystemPackage
import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder into which each run that passes through a proxy goes, as a capture of its own.
struct ProxyCaptures: Sendable {
  private let folder: String
  private let arguments: CaptureArguments
  /// The beginning of each name, so that another session overwrites nothing.
  private let stamp = String(
    WallClock.now.timestamp.prefix(19).filter { $0.isNumber || $0 == "T" })
  private let report: @Sendable (String) -> Void

  /// - Parameter report: Takes a sentence where a capture can't be made.
  init(
    in folder: String, _ arguments: CaptureArguments, report: @escaping @Sendable (String) -> Void
  ) throws(Ending) {
    self.folder = folder
    self.arguments = arguments
    self.report = report
    // One that is there already is as good.
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      let reason = Errno(rawValue: errno)
      throw .failed("\(folder) can't be made: \(reason); name another folder for the captures")
    }
  }

  /// What writes a run that begins; nil where its file can't be made, which is reported.
  ///
  /// - Parameter endpoint: Its name, where it is known.
  func capture(
    _ number: Int, _ request: SentRequest, endpoint: String?, at instant: ContinuousClock.Instant
  ) -> CaptureRun? {
    let name = endpoint ?? request.method + URLText(request.url).path
    let harmless = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(60)
    let file = "\(stamp)-\(number.text(digits: 4))-\(String(harmless)).capture"
    do throws(CaptureFile.Problem) {
      let capture = try CaptureFile(
        "\(folder)/\(file)", overwriting: arguments.force, startedAt: instant)
      return capture.newRun(endpoint: endpoint, keepingSecrets: arguments.keepsSecrets)
    } catch {
      report(Ending.sentence(of: error.ending))
      return nil
    }
  }
}
