import TUI
import Terminal

/// The terminal, as far as the loop uses it.
protocol LoopTerminal: AnyObject {
  func wait(timeout: Duration?) -> [TerminalEvent]
  func show(_ frame: Frame)
  func redraw()
  func setMouse(_ isOn: Bool)
  func send(_ bytes: [UInt8])
  func suspend()
  func lend(to use: () -> Void)
  func close()
}

extension Terminal: LoopTerminal {}
