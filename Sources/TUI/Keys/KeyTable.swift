/// The one table of keys: a map for each mode. The dispatch, the help and the hints read it.
public struct KeyTable: Sendable {
  /// While nothing else is going on.
  var browsing: KeyMap<Command>
  /// While client code is shown.
  var code: KeyMap<CodeCommand>
  /// In the help, which any other key closes.
  var help: KeyMap<Command.Movement>
  /// While the request's form is filled in.
  var form: KeyMap<FormCommand>
  /// In a field of it that offers choices.
  var choices: KeyMap<ChoiceCommand>
  /// While a line is typed at the foot of the screen.
  var prompt: KeyMap<PromptCommand>
  /// While an action's name is typed there.
  var palette: KeyMap<PaletteCommand>
  /// In any text that is typed.
  var typing: KeyMap<TextEdit>
  /// In a text of several lines, before all other keys.
  var textLines: KeyMap<TextEdit>

  /// The table as it ships.
  public static let standard = KeyTable(
    browsing: browsingKeys, code: codeKeys, help: KeyMap(reading), form: formKeys,
    choices: choicesKeys, prompt: promptKeys, palette: paletteKeys, typing: typingKeys,
    textLines: linesKeys)

  /// Those lines of the help that a pane is about.
  func lines(for pane: Pane) -> [KeyLine] {
    browsing.bindings.filter { binding in
      binding.commands.contains { pane.commands.contains($0.command) }
    }.compactMap(\.line)
  }

  /// The help, line by line.
  var lines: [KeyLine] {
    browsing.lines + code.lines + form.lines + choices.lines + textLines.lines + prompt.lines
      + typing.lines
  }
}
