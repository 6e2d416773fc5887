/// Other keys for an action, as the user's configuration names them.
public struct KeyChange: Sendable, Hashable {
  /// The mode's name, `code`; nil while browsing.
  public var mode: String?
  /// The action's name, as the palette has it: `run again`.
  public var action: String
  /// Their names, `F5`; none takes the action's keys away.
  public var keys: [String]
  /// Where it is written, from 1.
  public var line: Int

  /// A change that is written on a line.
  public init(mode: String? = nil, action: String, keys: [String], line: Int) {
    self.mode = mode
    self.action = action
    self.keys = keys
    self.line = line
  }

  /// What a problem calls it: `keys.code.write`.
  public var path: String { "keys." + (mode.map { $0 + "." } ?? "") + action.prefix(60) }
}

/// What a key can be made to do in some mode has a name there.
protocol NamedMeaning: Hashable, Sendable {
  var name: String { get }
}

extension NamedMeaning where Self: RawRepresentable, RawValue == String {
  var name: String { rawValue }
}

extension Command: NamedMeaning {}
extension Command.Movement: NamedMeaning {}
extension FormCommand: NamedMeaning {}
extension ChoiceCommand: NamedMeaning {}
extension PromptCommand: NamedMeaning {}
extension PaletteCommand: NamedMeaning {}
extension TextEdit: NamedMeaning {}

extension CodeCommand: NamedMeaning {
  var name: String {
    switch self {
    case .move(let movement): movement.name
    case .nextLanguage: "next language"
    case .previousLanguage: "previous language"
    case .copy: "copy"
    case .copyURL: "copy url"
    case .write: "write"
    case .writeAll: "write all"
    case .edit: "edit"
    case .find: "find"
    case .findNext: "find next"
    case .findPrevious: "find previous"
    case .nextTheme: "next theme"
    case .help: "help"
    case .back: "back"
    }
  }
}
