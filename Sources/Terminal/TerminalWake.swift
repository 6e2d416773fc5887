import CNcurses

/// Ends the terminal's wait from any thread.
public struct TerminalWake: Sendable {
  init() {}

  /// Makes the running wait, or the next one, return `TerminalEvent.woken`. Many calls before
  /// that are one; a call costs an atomic operation, and a system call only for the first.
  public func wake() {
    terminal_guard_wake()
  }
}
