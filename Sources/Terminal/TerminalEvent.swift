import TUI

/// What a wait for the terminal brings.
public enum TerminalEvent: Hashable, Sendable {
  /// Why the program should end now, in order.
  public enum Ending: Hashable, Sendable {
    /// SIGINT, sent from outside; Ctrl-C arrives as a key.
    case interrupted
    /// SIGTERM.
    case terminated
    /// SIGHUP, or nobody is at the other end of the terminal any more.
    case hungUp
  }

  /// A key, a paste or a mouse report.
  case key(Key)
  /// The terminal says which sort of background it has.
  case background(Background)
  /// The screen has a new size; everything must be drawn anew.
  case resized(Size)
  /// `TerminalWake.wake` was called, once or many times.
  case woken
  /// The process was stopped and goes on; the last frame is already back on the screen.
  case continued
  /// The program should end; the terminal is restored by `close`.
  case ended(Ending)
}
