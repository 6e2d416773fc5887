/// What the mouse did, and where.
public struct MouseEvent: Hashable, Sendable {
  /// What was done.
  public enum Kind: Hashable, Sendable {
    /// A button went down.
    case press(Button)
    /// A button came up.
    case release
    /// The pointer moved with a button down.
    case drag
    /// The wheel turned away from the user.
    case wheelUp
    /// The wheel turned towards the user.
    case wheelDown
  }

  /// Which button.
  public enum Button: Hashable, Sendable {
    /// The first button.
    case left
    /// The wheel's own button.
    case middle
    /// The second button.
    case right
  }

  /// What was done.
  public var kind: Kind
  /// The cell's column, from 0.
  public var column: Int
  /// The cell's row, from 0.
  public var row: Int

  /// A report about the cell at `column`, `row`.
  public init(kind: Kind, column: Int, row: Int) {
    self.kind = kind
    self.column = column
    self.row = row
  }
}
