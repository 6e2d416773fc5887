/// Draws the whole screen. The work grows with the screen, not with what is kept.
public func view(_ state: AppState) -> Frame {
  Frame(size: state.size)
}
