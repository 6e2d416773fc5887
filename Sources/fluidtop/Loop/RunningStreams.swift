import Endpoints
import StreamClient
import TUI
import WebText

/// The streams, files and answers that the screen has asked for, a task for each; what comes of them
/// goes into the inbox.
final class RunningStreams {
  /// An answer of an ordinary endpoint is shown whole up to this many bytes.
  private static let answerLimit = 8 << 20

  private let environment: EnvironmentReference
  /// Bytes of one record; nil for what the library has.
  private let recordLimit: Int?
  private let inbox: Inbox
  private let captures: ScreenCaptures
  private var tasks: [StreamID: Task<Void, Never>] = [:]
  private var received: [StreamID: ReceivedBytes] = [:]

  init(
    _ environment: EnvironmentReference, recordLimit: Int?, captures: ScreenCaptures, inbox: Inbox
  ) {
    self.environment = environment
    self.captures = captures
    self.recordLimit = recordLimit
    self.inbox = inbox
  }

  func open(
    _ id: StreamID, _ request: StreamRequest, _ run: RunOptions, lastEventID: String?,
    with client: StreamClient
  ) {
    var options = StreamOptions()
    options.reconnect = run.reconnecting.map { ReconnectPolicy($0) }
    options.reconnectLimit = run.reconnectLimit
    options.idleTimeout = run.idleTimeout
    options.endData = run.endData
    options.invalidRecords = .deliver
    if let recordLimit { options.recordLimit = recordLimit }
    options.lastEventID = lastEventID
    if run.takesAnswers { options.ordinaryAnswers = .deliver(limit: Self.answerLimit) }
    options.files = Self.saving(to: .folder("."), overwriting: false)
    start(id, request, options, with: client)
  }

  func download(
    _ id: StreamID, _ request: StreamRequest, to place: DownloadPlace, with client: StreamClient
  ) {
    let path = SmallFile.expanded(place.path, home: environment.environment["HOME"])
    let isFolder = path.hasSuffix("/") || SmallFile.isFolder(path)
    if let folder = ExportFolder.folder(of: path), !SmallFile.isFolder(folder) {
      let isMade = place.makesFolder && (try? ExportFolder.makeFolder(of: path)) != nil
      if !isMade { return refuse(id, folder, place) }
    }
    let target: DownloadTarget =
      path.isEmpty ? .folder(".") : isFolder ? .folder(path) : .file(path)
    var options = StreamOptions(kind: .file)
    options.files = Self.saving(to: target, overwriting: place.overwrites)
    start(id, request, options, with: client)
  }

  private func refuse(_ id: StreamID, _ folder: String, _ place: DownloadPlace) {
    let shown = folder.printable()
    let news: StreamNews =
      if SmallFile.isThere(folder) {
        .failed(message: "\(shown) is no folder", remedy: .saveElsewhere)
      } else if place.makesFolder {
        .failed(message: "the folder \(shown) can't be made", remedy: .saveElsewhere)
      } else {
        .noPlace(
          .noFolder(path: folder, place: place.path), message: "the folder \(shown) isn't there")
      }
    inbox.post(.stream(id: id, news))
    inbox.post(.stream(id: id, .closed))
  }

  /// What broke off before goes on, where the server can.
  private static func saving(to target: DownloadTarget, overwriting: Bool) -> FilePolicy {
    .save(target, DownloadOptions(resume: !overwriting, force: overwriting))
  }

  private func start(
    _ id: StreamID, _ request: StreamRequest, _ options: StreamOptions, with client: StreamClient
  ) {
    let count = ReceivedBytes()
    received[id] = count
    var options = options
    options.received = count
    options.observer = captures.tap(of: id)
    tasks[id] = Task { [inbox, options] in
      await client.run(request, options: options) { signal in
        if case .records(let batch) = signal {
          await inbox.post(batch, stream: id)
        } else {
          for news in StreamNews.all(signal) { inbox.post(.stream(id: id, news)) }
        }
      }
    }
  }

  /// What has come from the network for each stream since the last call.
  func takeReceived() -> [(stream: StreamID, bytes: Int, Compression?)] {
    received.compactMap { id, count in
      let bytes = count.take()
      guard bytes > 0 else { return nil }
      let compression = count.compression.map {
        Compression(coding: $0.coding, received: $0.received, decoded: $0.decoded)
      }
      return (id, bytes, compression)
    }
  }

  func close(_ id: StreamID) {
    received[id] = nil
    captures.forget(id)
    tasks.removeValue(forKey: id)?.cancel()
  }

  /// Sockets close at once.
  func closeAll() {
    captures.endAll()
    for task in tasks.values { task.cancel() }
    tasks.removeAll()
  }
}

extension ReconnectPolicy {
  fileprivate init(_ choice: RunOptions.Reconnecting) {
    self =
      switch choice {
      case .always: .always
      case .onFailure: .onFailure
      case .never: .never
      }
  }
}
