/// A line at the foot that asks for an action by name, and the actions that it may mean.
struct Palette: Hashable, Sendable {
  /// Only what can be done with this; nil: every action.
  var item: ItemActions?
  var input = TextInput()
  /// Which of the matches Enter runs.
  var choice = 0
  /// Why the text can't be used, until the next key.
  var complaint: String?
}
