import TUI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The captures that the screen writes, one for an endpoint at most, and what hears its streams.
///
/// It lives on the terminal's thread; lines are written where the streams are read.
final class ScreenCaptures {
  private let home: String?
  private let passing: PassingStreams?
  private let inbox: Inbox
  /// By the endpoint's title.
  private var files: [String: CaptureFile] = [:]
  private var recorded: [String: WireTap] = [:]
  private var taps: [StreamID: WireTap] = [:]

  init(home: String?, passing: PassingStreams? = nil, inbox: Inbox) {
    self.home = home
    self.passing = passing
    self.inbox = inbox
  }

  /// How large each is.
  var sizes: [(title: String, bytes: Int)] { files.map { ($0, $1.size) } }

  /// What is to hear a stream, recorded or not.
  func tap(of id: StreamID) -> WireTap {
    if let tap = taps[id] ?? passing?.tap(of: id) { return tap }
    let tap = WireTap()
    taps[id] = tap
    return tap
  }

  func forget(_ id: StreamID) { taps[id] = nil }

  func open(of title: String, at place: DownloadPlace, fileName: String) {
    var path = SmallFile.expanded(place.path, home: home)
    if path.hasSuffix("/") || SmallFile.isFolder(path) {
      path += (path.hasSuffix("/") ? "" : "/") + fileName
    }
    // What is being written is not written over: it takes runs of several endpoints.
    if let file = files.values.first(where: { $0.stands(at: path) }) {
      files[title] = file
      return inbox.post(.captureOpened(of: title, path: path))
    }
    do throws(CaptureFile.Problem) {
      files[title] = try CaptureFile(path, overwriting: place.overwrites) { [inbox] sentence in
        inbox.post(.captureFailed(of: title, sentence: sentence))
      }
      inbox.post(.captureOpened(of: title, path: path))
    } catch .exists(let path) {
      inbox.post(.captureTaken(of: title, path: path))
    } catch {
      inbox.post(.captureFailed(of: title, sentence: Ending.sentence(of: error.ending)))
    }
  }

  /// Writes a run into its endpoint's capture, with another run's before it.
  func record(_ id: StreamID, of title: String, as endpoint: String) {
    guard let file = files[title] else { return }
    let tap = tap(of: id)
    recorded[title] = tap
    let start = tap.begin(file.newRun(endpoint: endpoint, keepingSecrets: false))
    inbox.post(.recordingBegan(of: title, start))
  }

  func end(of title: String) {
    recorded.removeValue(forKey: title)?.end()
    guard let file = files.removeValue(forKey: title) else { return }
    if files.values.contains(where: { $0 === file }) { return }
    file.finish()
    // There is nothing in it to be kept.
    if !file.hasEntries, file.stands(at: file.path) { _ = unlink(file.path) }
  }

  /// The files are whole after it.
  func endAll() {
    for title in files.keys.sorted() { end(of: title) }
  }
}
