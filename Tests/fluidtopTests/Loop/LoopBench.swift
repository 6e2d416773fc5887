import Endpoints
import RecordStore
import StreamDecoding
import Synchronization
import TUI
import Terminal
import WebText

@testable import fluidtop

/// The loop over a terminal without a screen, in a time that goes by only while the loop waits.
/// Everything it does is noted, a line each with the milliseconds since the start.
final class LoopBench: Sendable {
  private struct State {
    var now: Duration = .zero
    var isWoken = false
    var notes: [String] = []
  }

  private let state = Mutex(State())

  /// What the loop did, in order.
  var notes: [String] { state.withLock { $0.notes } }

  /// When it drew.
  var drawn: [Int] { notes.filter { $0.hasSuffix(" draw") }.compactMap { Int($0.dropLast(5)) } }

  /// Runs the loop until the steps have been played; then the terminal hangs up.
  func run(
    _ steps: [LoopStep], catalog: Catalog? = nil
  ) -> (terminal: ScriptedTerminal, loop: InteractiveLoop) {
    let clock = LoopClock(elapsed: { self.now }, start: WallClock(milliseconds: 0))
    let inbox = Inbox(clock: clock) { self.state.withLock { $0.isWoken = true } }
    let terminal = ScriptedTerminal(bench: self, inbox: inbox, steps: steps)
    var state = AppState(
      size: Size(columns: 80, rows: 24), target: "http://localhost:8000", isDiscovering: false)
    if let catalog { _ = update(&state, .discovered(catalog, failures: [])) }
    let loop = InteractiveLoop(
      terminal: terminal, state: state, inbox: inbox, effects: RecordedEffects(bench: self),
      clipboard: Clipboard(environment: [:]), clock: clock)
    loop.run()
    return (terminal, loop)
  }

  var now: Duration { state.withLock { $0.now } }

  func note(_ line: String) {
    state.withLock { $0.notes.append("\($0.now.wholeMilliseconds) \(line)") }
  }

  func pass(_ time: Duration) {
    state.withLock { $0.now += max(.zero, time) }
  }

  /// Whether the inbox called since the last time.
  func takeWake() -> Bool {
    state.withLock { state in
      defer { state.isWoken = false }
      return state.isWoken
    }
  }
}

/// What happens at a time after the start.
struct LoopStep {
  let time: Duration
  var events: [TerminalEvent] = []
  var news: [Action] = []
  /// Of the first run.
  var records: [RecordBatch] = []

  static func at(_ milliseconds: Int, _ events: TerminalEvent...) -> LoopStep {
    LoopStep(time: .milliseconds(milliseconds), events: events)
  }

  static func at(_ milliseconds: Int, _ key: Key) -> LoopStep {
    LoopStep(time: .milliseconds(milliseconds), events: [.key(key)])
  }

  static func at(_ milliseconds: Int, news: Action) -> LoopStep {
    LoopStep(time: .milliseconds(milliseconds), news: [news])
  }
}

extension LoopStep {
  static func at(_ milliseconds: Int, records: RecordBatch) -> LoopStep {
    LoopStep(time: .milliseconds(milliseconds), records: [records])
  }
}

/// Plays its steps while it is waited for.
final class ScriptedTerminal: LoopTerminal {
  private let bench: LoopBench
  private let inbox: Inbox
  private var steps: ArraySlice<LoopStep>
  private(set) var frames: [Frame] = []
  /// The most bytes of records that it saw waiting in the inbox.
  private(set) var mostWaiting = 0
  /// With which limit it was waited for; nil is for ever.
  private(set) var limits: [Duration?] = []

  init(bench: LoopBench, inbox: Inbox, steps: [LoopStep]) {
    self.bench = bench
    self.inbox = inbox
    self.steps = steps[...]
  }

  func wait(timeout: Duration?) -> [TerminalEvent] {
    limits.append(timeout)
    mostWaiting = max(mostWaiting, inbox.bytesWaiting)
    guard let step = steps.first else { return [.ended(.hungUp)] }
    let rest = step.time - bench.now
    if let timeout, timeout < rest {
      bench.pass(timeout)
      return []
    }
    steps.removeFirst()
    bench.pass(rest)
    for action in step.news { inbox.post(action) }
    for batch in step.records { inbox.put(batch, stream: StreamID(1)) }
    return step.events + (bench.takeWake() ? [.woken] : [])
  }

  func show(_ frame: Frame) {
    frames.append(frame)
    bench.note("draw")
  }

  func redraw() { bench.note("redraw") }
  func setMouse(_ isOn: Bool) { bench.note("mouse \(isOn ? "on" : "off")") }
  func send(_ bytes: [UInt8]) { bench.note("send \(bytes.count) bytes") }
  func suspend() { bench.note("suspend") }
  func lend(to use: () -> Void) {
    bench.note("lend the terminal")
    use()
  }
  func close() { bench.note("give the terminal back") }
}

/// Notes what it is asked for, and does nothing.
final class RecordedEffects: LoopEffects {
  private let bench: LoopBench

  init(bench: LoopBench) {
    self.bench = bench
  }

  func openTarget(_ text: String, from base: String?) { bench.note("open target \(text)") }
  func discover() { bench.note("discover") }
  func readProfiles() {}
  func lookAtFile(_ path: String) { bench.note("look at \(path)") }
  func save(_ profile: Profile) { bench.note("save profile \(profile.name)") }
  func watchTargets() { bench.note("watch the targets") }
  func watchThemes() {}
  func probe(_ endpoint: Endpoint, _ plan: PlannedRequest) { bench.note("probe \(endpoint.path)") }
  func export(_ job: ExportJob) { bench.note("export \(job.files().count) files") }
  func stopExport() { bench.note("stop export") }
  func makeCode(_ job: CodeJob) { bench.note("make code") }
  func spill(_ slab: LeavingSlab, of title: String) { bench.note("spill records of \(title)") }
  func copy(_ text: String, to clipboard: Clipboard) { bench.note("copy \(text.utf8.count) bytes") }
  func browse(_ address: String, clipboard: Clipboard) { bench.note("browse \(address)") }
  func openCapture(of title: String, at place: DownloadPlace, fileName: String) {
    bench.note("open capture \(place.path)")
  }
  func record(_ id: StreamID, of title: String, as endpoint: String) {
    bench.note("record \(id.number)")
  }
  func endCapture(of title: String) { bench.note("end capture of \(title)") }
  func captureSizes() -> [(title: String, bytes: Int)] { [] }
  func play(_ title: String, _ change: PlaybackChange) { bench.note("play \(title)") }
  func playbacks() -> [String: Playback] { [:] }
  func takeReceived() -> [(stream: StreamID, bytes: Int, Compression?)] { [] }
  func open(
    _ id: StreamID, _ plan: PlannedRequest, kind: EndpointKind, lastEventID: String?,
    _ options: RunOptions
  ) {
    bench.note("open \(id.number) \(plan.method) \(kind.rawValue)")
  }
  func download(_ id: StreamID, _ plan: PlannedRequest, to place: DownloadPlace) {
    bench.note("download \(id.number)")
  }
  func close(_ id: StreamID) { bench.note("close \(id.number)") }
  func closeAll() { bench.note("close all") }
}
