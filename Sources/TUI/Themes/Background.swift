/// Which sort of background the terminal has.
public enum Background: String, Sendable, Hashable, CaseIterable {
  /// Light text on it.
  case dark
  /// Dark text on it.
  case light
}
