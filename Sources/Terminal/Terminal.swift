import CNcurses
import TUI

/// The terminal this process runs in, taken over for a full screen until `close`.
///
/// It belongs to the thread that opened it; only `wake` may be used from others. One is open at a
/// time, since signals belong to the process. Whatever ends the process, a crash included, leaves
/// the terminal as it was found.
public final class Terminal {
  /// Ends the running wait from any thread; also valid, without effect, after `close`.
  public let wake = TerminalWake()

  /// How many colours it shows.
  public let colours: Appearance.Colours
  /// The description that stands in, where this machine has none of the terminal itself.
  public let standIn: String?

  private let screen: UnsafeMutableRawPointer
  var keys: KeyInput
  private var painter: FramePainter
  private var lastFrame: Frame?
  var waiting: [TerminalEvent] = []
  private var usesMouse: Bool
  var isOpen = true
  /// Whether it is one of those that report: the others are not asked, either.
  let hasReports: Bool
  /// When it was asked for its background, until it has answered.
  var asked: ContinuousClock.Instant?

  private init(
    screen: UnsafeMutableRawPointer, keys: KeyInput, depth: ColourDepth,
    usesMouse: Bool, hasReports: Bool, standIn: String?
  ) {
    self.screen = screen
    self.keys = keys
    self.painter = FramePainter(depth: depth)
    self.usesMouse = usesMouse
    self.hasReports = hasReports
    self.standIn = standIn
    colours = depth.colours
  }

  deinit {
    close()
  }

  // MARK: Opening and closing

  /// Takes the terminal over: alternate screen, raw keys, paste marks and, where `mouse` says so,
  /// mouse reports.
  ///
  /// Fails before anything is changed, with the reason and the remedy. A terminal that this machine
  /// has no description of is drawn on as an xterm, as nearly all are.
  public static func open(
    _ environment: TerminalEnvironment, mouse: Bool = true
  ) throws(TerminalFailure) -> Terminal {
    let (name, abilities) = try environment.describe()
    // Before ncurses opens: it leaves signals alone that have a handler.
    guard terminal_guard_install() else { throw .unavailable }
    _ = cncurses_use_utf8()
    guard let screen = cncurses_open(name) else {
      terminal_guard_remove()
      throw .unknown(term: name)
    }
    terminal_guard_arm()
    guard let pad = cncurses_prepare() else {
      cncurses_leave()
      terminal_guard_disarm()
      terminal_guard_remove()
      throw .unavailable
    }
    let colours = environment.noColour ? 0 : Int(cncurses_start_colours())
    let depth = ColourDepth(
      colours: colours, isDirect: abilities.direct_colour, noColour: environment.noColour)
    let keys = KeyInput(pad: pad)
    adoptKernelSize()
    cncurses_hide_cursor()
    cncurses_refresh()
    terminal_guard_set_reports(mouse, true)
    return Terminal(
      screen: screen, keys: keys, depth: depth, usesMouse: mouse,
      hasReports: abilities.has_mouse,
      standIn: environment.candidates.contains(name) ? nil : name)
  }

  /// Gives the terminal back as it was found. Calling it again does nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    terminal_guard_insist()
    terminal_guard_set_reports(false, false)
    awaitAnswer()
    cncurses_close(screen, keys.pad)
    terminal_guard_disarm()
    terminal_guard_remove()
  }

  // MARK: Drawing

  /// The screen's size now.
  public var size: Size {
    Size(columns: Int(cncurses_columns()), rows: Int(cncurses_rows()))
  }

  /// Shows a frame; only what differs from the last one is written. A frame of another size than
  /// the screen's is cut or leaves the rest empty.
  public func show(_ frame: Frame) {
    guard isOpen else { return }
    painter.paint(frame, on: size)
    lastFrame = frame
  }

  /// Draws the last frame anew, whatever another program has written over it.
  public func redraw() {
    guard isOpen else { return }
    cncurses_redraw_all()
    painter.forget()
    painter.paint(lastFrame ?? Frame(size: size), on: size)
  }

  /// Turns mouse reports on or off; off, the terminal's own selection works again.
  public func setMouse(_ isOn: Bool) {
    guard isOpen else { return }
    usesMouse = isOn
    terminal_guard_set_reports(isOn, true)
  }

  /// Writes bytes to the terminal between two frames, past the screen: for a sequence that draws
  /// nothing, such as OSC 52, which copies. The caller answers for what they do.
  public func send(_ bytes: [UInt8]) {
    guard isOpen else { return }
    _ = terminal_guard_write(bytes, bytes.count)
  }

  // MARK: Waiting

  /// Waits until something happens or the time is over, and returns all that has happened: nothing
  /// when the time was over. Without a time-out it waits as long as it takes.
  public func wait(timeout: Duration?) -> [TerminalEvent] {
    guard isOpen else { return [.ended(.hungUp)] }
    let deadline = timeout.map { ContinuousClock.now.advanced(by: $0) }
    while true {
      takeSignals()
      if waiting.isEmpty { waitOnce(until: deadline) }
      if !waiting.isEmpty {
        defer { waiting.removeAll() }
        return waiting
      }
      if let deadline, ContinuousClock.now >= deadline { return [] }
    }
  }

  private func waitOnce(until deadline: ContinuousClock.Instant?) {
    let end = [deadline, keys.endOfSilence].compactMap { $0 }.min()
    let remaining = end.map { ContinuousClock.now.duration(to: $0) }
    switch terminal_guard_wait(remaining?.millisecondsToWait ?? -1) {
    case 1: readKeys()
    case 2: waiting.append(.ended(.hungUp))
    default: waiting += keys.endSilence().map(TerminalEvent.key)
    }
    takeSignals()
  }

  func readKeys() {
    waiting += keys.read().map(TerminalEvent.key)
    takeAnswer()
  }

  private func takeSignals() {
    let events = terminal_guard_event(rawValue: terminal_guard_take())
    func has(_ event: terminal_guard_event) -> Bool { events.rawValue & event.rawValue != 0 }
    if has(TERMINAL_GUARD_INTERRUPTED) { waiting.append(.ended(.interrupted)) }
    if has(TERMINAL_GUARD_TERMINATED) { waiting.append(.ended(.terminated)) }
    if has(TERMINAL_GUARD_HUNG_UP) { waiting.append(.ended(.hungUp)) }
    // A shell that dies hangs its jobs up and continues them: the terminal is gone by then, and
    // drawing on it again would stop the process for good.
    if has(TERMINAL_GUARD_HUNG_UP) || has(TERMINAL_GUARD_TERMINATED) { return }
    if has(TERMINAL_GUARD_STOP_ASKED) {
      suspend()
    } else if has(TERMINAL_GUARD_CONTINUED) {
      resume()
    }
    if has(TERMINAL_GUARD_RESIZED) { adoptSize() }
    if has(TERMINAL_GUARD_WOKEN) { waiting.append(.woken) }
  }

  private func adoptSize() {
    guard Self.adoptKernelSize() else { return }
    painter.forget()
    waiting.append(.resized(size))
  }

  /// Whether the size is another now. ncurses itself believes LINES and COLUMNS first, which are
  /// often left over from another terminal.
  @discardableResult
  private static func adoptKernelSize() -> Bool {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard terminal_guard_size(&rows, &columns),
      rows != cncurses_rows() || columns != cncurses_columns()
    else { return false }
    cncurses_resize(rows, columns)
    return true
  }

  // MARK: Stopping and going on

  /// Gives the terminal back and stops the process, as Ctrl-Z does elsewhere; returns when the
  /// process is continued, with the last frame on the screen. The next wait tells `.continued`.
  public func suspend() {
    guard isOpen else { return }
    terminal_guard_set_reports(false, false)
    cncurses_leave()
    terminal_guard_disarm()
    terminal_guard_stop()
    resume()
  }

  /// Gives the terminal to another program for as long as `use` takes.
  public func lend(to use: () -> Void) {
    guard isOpen else { return }
    terminal_guard_set_reports(false, false)
    cncurses_leave()
    terminal_guard_disarm()
    use()
    resume()
  }

  private func resume() {
    cncurses_resume()
    terminal_guard_arm()
    adoptSize()
    redraw()
    terminal_guard_set_reports(usesMouse, true)
    waiting.append(.continued)
  }
}
