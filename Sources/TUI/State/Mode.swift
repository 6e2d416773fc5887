/// What the keys mean just now.
enum Mode: Hashable, Sendable {
  /// Keys are commands.
  case browsing
  /// Keys fill in the request's form.
  case editing(RequestEditor)
  /// Keys type into a line at the foot.
  case prompt(Prompt)
  /// Keys type the name of an action.
  case palette(Palette)
  /// The help covers the screen; `top` is its first line shown. It may stand over client code.
  case help(top: Int, over: CodePreview?)
  /// Client code covers the records.
  case code(CodePreview)
}
