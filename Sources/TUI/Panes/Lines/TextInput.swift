/// A line of text being typed.
struct TextInput: Hashable, Sendable {
  /// More than anybody types; a paste is cut there.
  static let limit = 65_536

  private(set) var characters: [Character]
  private(set) var cursor: Int

  init(_ text: String = "") {
    characters = Array(text.prefix(Self.limit))
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  /// Takes a key of text editing; false if it is none.
  mutating func take(_ key: Key, _ keys: KeyMap<TextEdit> = KeyTable.standard.typing) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text): insert(Self.line(of: text))
    default:
      guard let edit = keys.command(for: key) else { return false }
      take(edit)
    }
    return true
  }

  private mutating func take(_ edit: TextEdit) {
    switch edit {
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .toStart: cursor = 0
    case .toEnd: cursor = characters.count
    case .deleteBackward: deleteBackward()
    case .deleteForward: deleteForward()
    case .deleteToStart: characters.removeFirst(cursor); cursor = 0
    case .deleteToEnd: characters.removeLast(characters.count - cursor)
    case .deleteWord: deleteWord()
    }
  }

  /// The same with a dot for each character.
  var masked: TextInput {
    var result = self
    result.characters = characters.map { _ in "•" }
    return result
  }

  /// Replaces all of it.
  mutating func set(_ text: String) {
    self = TextInput(text)
  }

  /// Line ends become spaces, other control characters go: it is one line.
  private static func line(of text: String) -> [Character] {
    text.prefix(limit).compactMap { character in
      if character.isNewline || character == "\t" { return " " }
      return CellWidth.columns(of: character) == 0 || character.isControl ? nil : character
    }
  }

  private mutating func insert(_ new: [Character]) {
    let new = new.prefix(Self.limit - characters.count)
    characters.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }

  private mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  private mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  private mutating func deleteWord() {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    characters.removeSubrange(start..<cursor)
    cursor = start
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.first.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) } ?? false
  }
}
