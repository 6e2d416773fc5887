import Endpoints
import StreamClient
import TUI
import Terminal
import WebText

/// The one loop of the terminal UI, on the thread that owns the terminal: keys, news and time go
/// into `update`, its effects go out, and what changed is drawn.
///
/// Keys are handled and drawn at once, and take no news in; data is drawn at most 30 times a second, a
/// flood of it 7 times, what samples it (rates, pauses, the newest record laid out) twice, and nothing
/// when nothing happened.
final class InteractiveLoop {
  private static let frameTime: Duration = .milliseconds(33)
  /// Where more came than the list has rows, no eye follows a row: fewer frames say the same.
  private static let floodTime: Duration = .milliseconds(150)
  /// Rates that change faster can't be read.
  private static let samplesTime: Duration = .milliseconds(500)

  private let terminal: any LoopTerminal
  private let inbox: Inbox
  private let effects: any LoopEffects
  private let clipboard: Clipboard
  private let editor: ExternalEditor
  private let pager: Pager
  private let clock: LoopClock
  private var state: AppState
  private var nextFrame: Duration = .zero
  private var nextSamples: Duration = .zero
  private var shown: Frame?
  /// Whether its samples are older than its records.
  private var isBehind = false
  /// Whether nothing but records has come since all of the screen was drawn.
  private var isCalm = false
  /// Records since the latest frame.
  private var fresh = 0
  /// Whether news was taken in that is not drawn yet.
  private var isUndrawn = false
  private var isOver = false
  /// Why the loop ended, where the user did not end it.
  private(set) var ending: TerminalEvent.Ending?
  /// One line for after the program: what was seen.
  var farewell: String? { state.farewell }

  init(
    terminal: any LoopTerminal, state: AppState, inbox: Inbox, effects: any LoopEffects,
    clipboard: Clipboard, environment: [String: String] = [:], clock: LoopClock
  ) {
    self.terminal = terminal
    self.state = state
    self.inbox = inbox
    self.effects = effects
    self.clipboard = clipboard
    editor = ExternalEditor(environment: environment)
    pager = Pager(environment: environment, holdsWhatIsGone: true)
    self.clock = clock
  }

  /// Runs until the user leaves or the terminal goes away, and gives the terminal back.
  ///
  /// - Parameter begun: Called once the first frame is there.
  func run(begun: () -> Void = {}) {
    tick()
    draw()
    begun()
    effects.discover()
    effects.readProfiles()
    effects.watchTargets()
    effects.watchThemes()
    while !isOver {
      let events = terminal.wait(timeout: timeout)
      // Being woken is no reason to draw: a fast stream would be drawn as often as it wakes.
      let hasInput = events.contains { $0 != .woken }
      let isTickDue = isTickDue
      let takesNews = isFrameDue || isTickDue || areSamplesDue
      guard hasInput || takesNews else {
        takeInFlood()
        continue
      }
      if hasInput || isTickDue { isCalm = false }
      tick()
      for event in events { handle(event) }
      // A key works on what is seen, and does not wait until a flood is taken in.
      if takesNews { absorbNews() }
      draw()
      if takesNews { nextFrame = clock.elapsed() + frameTime }
    }
    effects.closeAll()
    terminal.close()
  }

  /// What comes before its frame in masses waits for it among the records, where their limit holds.
  private func takeInFlood() {
    guard inbox.isFilling else { return }
    absorbNews()
    isUndrawn = true
  }

  // MARK: Time

  private var isFrameDue: Bool {
    hasNews && clock.elapsed() >= nextFrame || inbox.isUrgent
  }

  /// Whether there is something to draw.
  private var hasNews: Bool { isUndrawn || !inbox.isEmpty }

  private var areSamplesDue: Bool { isBehind && clock.elapsed() >= nextSamples }

  private var isTickDue: Bool {
    guard let rest = state.timeToNextTick else { return false }
    return clock.elapsed() - lastTick >= rest
  }

  private var lastTick: Duration = .zero

  /// Not at all while too much waits, until the next frame while news waits, until the next tick while
  /// something counts, until the samples are due while they are behind, for ever otherwise.
  private var timeout: Duration? {
    let now = clock.elapsed()
    if isFrameDue || inbox.isFilling { return .zero }
    let waits = [
      hasNews ? nextFrame : nil, state.timeToNextTick.map { lastTick + $0 },
      isBehind ? nextSamples : nil,
    ]
    return waits.compactMap(\.self).min().map { max(.zero, $0 - now) }
  }

  private func tick() {
    lastTick = clock.elapsed()
    setClock(lastTick)
  }

  private func setClock(_ elapsed: Duration) {
    let time = clock.start.sinceLocalMidnight.wholeMilliseconds
    apply(
      .tick(now: elapsed, wallClock: TimeOfDay(milliseconds: time + elapsed.wholeMilliseconds)))
  }

  // MARK: In

  private func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key): apply(.key(key))
    case .resized(let size): apply(.resized(size))
    case .background(let background): apply(.background(background))
    case .ended(let reason):
      ending = reason
      isOver = true
    // The terminal shows the last frame again by itself; news is taken in after the events.
    case .continued, .woken: break
    }
  }

  /// What waited for the frame gets the time at which it happened, to the millisecond.
  private func absorbNews() {
    defer { tick() }
    let items = inbox.drain()
    // After what was taken out, so that no record is shown before its bytes are counted.
    for (stream, bytes, compression) in effects.takeReceived() {
      state.absorb(received: bytes, compression, elapsed: clock.elapsed(), into: stream)
    }
    for (title, bytes) in effects.captureSizes() { state.absorb(recorded: bytes, of: title) }
    state.absorb(playbacks: effects.playbacks())
    for item in items {
      switch item {
      case .action(let action, let elapsed):
        isCalm = false
        setClock(elapsed)
        apply(action)
      case .records(let batch, let elapsed, let stream):
        fresh += batch.entries.count
        for effect in state.absorb(batch, elapsed: elapsed, into: stream) { perform(effect) }
      }
    }
  }

  private func apply(_ action: Action) {
    for effect in update(&state, action) { perform(effect) }
  }

  // MARK: Out

  private func perform(_ effect: Effect) {
    switch effect {
    case .rediscover: effects.discover()
    case .openTarget(let text, let base): effects.openTarget(text, from: base)
    case .open(let id, let plan, let kind, let lastEventID, let options):
      effects.open(id, plan, kind: kind, lastEventID: lastEventID, options)
    case .close(let id): effects.close(id)
    case .download(let id, let plan, let place): effects.download(id, plan, to: place)
    case .openCapture(let title, let place, let name):
      effects.openCapture(of: title, at: place, fileName: name)
    case .record(let id, let title, let endpoint): effects.record(id, of: title, as: endpoint)
    case .endCapture(let title): effects.endCapture(of: title)
    case .play(let title, let change): effects.play(title, change)
    case .probe(let endpoint, let plan): effects.probe(endpoint, plan)
    case .makeCode(let job): effects.makeCode(job)
    case .export(let job): effects.export(job)
    case .stopExport: effects.stopExport()
    case .saveProfile(let profile): effects.save(profile)
    case .spill(let slab, let title): effects.spill(slab, of: title)
    case .mouse(let isOn): terminal.setMouse(isOn)
    case .copy(let text): effects.copy(text, to: clipboard)
    case .copyByTerminal(let text): copyByTerminal(text)
    case .browse(let address): effects.browse(address, clipboard: clipboard)
    case .lookAtFile(let path): effects.lookAtFile(path)
    case .edit(let text, let ending): edit(text, ending: ending)
    case .page(let text): page(text)
    case .suspend: terminal.suspend()
    case .redraw: terminal.redraw()
    case .quit: isOver = true
    }
  }

  private func edit(_ text: String, ending: String) {
    var made: Action?
    terminal.lend { [editor] in
      do throws(ExternalEditor.Problem) {
        made = .edited(try editor.edited(text, ending: ending))
      } catch {
        made = .problem(error.sentence)
      }
    }
    // Time went by meanwhile.
    tick()
    if let made { apply(made) }
  }

  private func page(_ text: PagedText) {
    var problem: String?
    terminal.lend { [pager] in
      do throws(Pager.Problem) {
        try pager.show(text)
      } catch {
        problem = error.sentence
      }
    }
    tick()
    if let problem { apply(.problem(problem)) }
  }

  private func copyByTerminal(_ text: String) {
    let bytes = Array(text.utf8)
    guard let sequence = clipboard.sequence(for: bytes) else {
      return apply(.tooLargeToCopy(text, limit: Clipboard.limit))
    }
    terminal.send(Array(sequence.utf8))
    apply(.notice("sent \(ByteCount.text(bytes.count)) to the terminal's clipboard"))
  }

  /// Where only records came, what samples them waits until it is due. What counts them does not: two
  /// counts of the same on one screen must agree.
  private func draw() {
    guard !isOver else { return }
    isUndrawn = false
    var frame = view(state)
    let now = clock.elapsed()
    isBehind = isCalm && now < nextSamples && shown.map { frame.keepSamples(of: $0) } ?? false
    if !isBehind { nextSamples = now + Self.samplesTime }
    isCalm = true
    terminal.show(frame)
    shown = frame
  }

  /// From a frame of data to the next one.
  private var frameTime: Duration {
    defer { fresh = 0 }
    let isFlood = fresh > shown?.list?.rows.count ?? state.size.rows
    return isFlood ? Self.floodTime : Self.frameTime
  }
}
