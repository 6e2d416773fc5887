/// What the user pressed, pasted or pointed at.
public enum Key: Hashable, Sendable {
  /// A printable character, space included.
  case character(Character)
  /// Return.
  case enter
  /// Tab.
  case tab
  /// Shift-Tab.
  case backTab
  /// Escape alone.
  case escape
  /// Backspace: removes to the left.
  case backspace
  /// Delete: removes to the right.
  case delete
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// Home.
  case home
  /// End.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
  /// Insert.
  case insert
  /// F1, F2, …
  case function(Int)
  /// Ctrl with a lower-case letter: `.control("c")`.
  case control(Character)
  /// Alt with a character.
  case alt(Character)
  /// Text pasted in one piece; it may hold anything, line ends and control bytes too.
  case paste(String)
  /// A mouse report.
  case mouse(MouseEvent)
}
