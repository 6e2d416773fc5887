/// A text being typed: a line, or several.
struct TextInput: Hashable, Sendable {
  /// More than anybody types into a line; a paste is cut there.
  static let limit = 65_536
  /// The same for a text of several lines.
  static let longest = 1 << 20

  /// Whether the text may have several lines, and the cursor goes up and down in it.
  var hasLines = false
  private(set) var characters: [Character]
  private(set) var cursor: Int
  private var history = EditHistory()
  /// The cell that the cursor comes back to where lines are long enough, while it goes up or down.
  private var aim: Int?

  init(_ text: String = "", hasLines: Bool = false) {
    self.hasLines = hasLines
    characters = Array(text.prefix(hasLines ? Self.longest : Self.limit))
    cursor = hasLines ? 0 : characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  /// Takes a key of text editing; false if it is none.
  mutating func take(_ key: Key, _ keys: KeyMap<TextEdit> = KeyTable.standard.typing) -> Bool {
    switch key {
    case .character(let character): insert([character], isTyped: true)
    case .paste(let text): insert(hasLines ? Self.lines(of: text) : Self.line(of: text))
    default:
      guard let edit = keys.command(for: key) else { return false }
      return take(edit)
    }
    return true
  }

  /// Carries an edit out; false where there is nowhere to go in that direction.
  @discardableResult
  mutating func take(_ edit: TextEdit) -> Bool {
    if edit != .up, edit != .down { aim = nil }
    switch edit {
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .wordLeft: cursor = wordStart
    case .wordRight: cursor = wordEnd
    case .toStart: cursor = line(at: cursor).lowerBound
    case .toEnd: cursor = line(at: cursor).upperBound
    case .toTop: cursor = 0
    case .toBottom: cursor = characters.count
    case .up, .down: return goToLine(below: edit == .down)
    case .newLine:
      guard hasLines else { return false }
      insert(["\n"])
    case .deleteBackward: replace(max(0, cursor - 1)..<cursor, isTyped: true)
    case .deleteForward: replace(cursor..<min(characters.count, cursor + 1), isTyped: true)
    case .deleteToStart: replace(line(at: cursor).lowerBound..<cursor)
    case .deleteToEnd:
      let end = line(at: cursor).upperBound
      // At a line's end, the end itself: the next line is joined.
      replace(cursor..<(end == cursor ? min(end + 1, characters.count) : end))
    case .deleteWord: replace(spacedWordStart..<cursor)
    case .undo, .redo: step(back: edit == .undo)
    }
    return true
  }

  /// The same with a dot for each character, or for those behind the first `sign`.
  func masked(behind sign: Character? = nil) -> TextInput {
    var result = self
    let start = sign.flatMap { characters.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    for index in start..<characters.count { result.characters[index] = "•" }
    return result
  }

  /// Replaces all of it.
  mutating func set(_ text: String) {
    self = TextInput(text, hasLines: hasLines)
  }

  /// Line ends become spaces, other control characters go: it is one line.
  private static func line(of text: String) -> [Character] {
    text.prefix(limit).compactMap { character in
      if character.isNewline || character == "\t" { return " " }
      return CellWidth.columns(of: character) == 0 || character.isControl ? nil : character
    }
  }

  /// Line ends and tabs stay, other control characters go.
  private static func lines(of text: String) -> [Character] {
    text.prefix(longest).compactMap { character in
      if character.isLineEnd { return "\n" }
      if character == "\t" { return character }
      return CellWidth.columns(of: character) == 0 || character.isControl ? nil : character
    }
  }

  private mutating func insert(_ new: [Character], isTyped: Bool = false) {
    let room = (hasLines ? Self.longest : Self.limit) - characters.count
    replace(cursor..<cursor, with: Array(new.prefix(max(0, room))), isTyped: isTyped)
  }

  /// The one place where the text changes.
  private mutating func replace(
    _ range: Range<Int>, with new: [Character] = [], isTyped: Bool = false
  ) {
    if range.isEmpty, new.isEmpty { return }
    history.note(
      EditHistory.Change(start: range.lowerBound, old: Array(characters[range]), new: new),
      continues: isTyped)
    characters.replaceSubrange(range, with: new)
    cursor = range.lowerBound + new.count
  }

  private mutating func step(back: Bool) {
    guard let change = back ? history.undone() : history.redone() else { return }
    characters.replaceSubrange(change.start..<(change.start + change.old.count), with: change.new)
    cursor = change.start + change.new.count
  }
}

extension TextInput {
  /// The same text with the cursor at the same place, however it came about.
  static func == (one: TextInput, other: TextInput) -> Bool {
    one.cursor == other.cursor && one.hasLines == other.hasLines
      && one.characters == other.characters
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(cursor)
    hasher.combine(characters)
  }
}

// MARK: Places

extension TextInput {
  /// The line that a place is in, without its end.
  func line(at place: Int) -> Range<Int> {
    guard hasLines else { return 0..<characters.count }
    var start = place
    while start > 0, !characters[start - 1].isLineEnd { start -= 1 }
    var end = place
    while end < characters.count, !characters[end].isLineEnd { end += 1 }
    return start..<end
  }

  /// Cells that a part of a line takes; the cursor has one even where nothing is drawn.
  func columns(of range: Range<Int>) -> Int {
    characters[range].reduce(0) { $0 + max(1, CellWidth.columns(of: $1)) }
  }

  private mutating func goToLine(below: Bool) -> Bool {
    let own = line(at: cursor)
    guard hasLines, below ? own.upperBound < characters.count : own.lowerBound > 0 else {
      return false
    }
    let wanted = aim ?? columns(of: own.lowerBound..<cursor)
    let other = line(at: below ? own.upperBound + 1 : own.lowerBound - 1)
    var column = 0
    cursor = other.lowerBound
    while cursor < other.upperBound {
      let width = columns(of: cursor..<(cursor + 1))
      if column + width > wanted { break }
      column += width
      cursor += 1
    }
    aim = wanted
    return true
  }

  /// The start of what spaces separate.
  private var spacedWordStart: Int {
    var start = cursor
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }

  private var wordStart: Int {
    var start = cursor
    while start > 0, !characters[start - 1].isPartOfWord { start -= 1 }
    while start > 0, characters[start - 1].isPartOfWord { start -= 1 }
    return start
  }

  private var wordEnd: Int {
    var end = cursor
    while end < characters.count, !characters[end].isPartOfWord { end += 1 }
    while end < characters.count, characters[end].isPartOfWord { end += 1 }
    return end
  }
}

extension Character {
  /// The end of a line of a text; what else breaks lines is drawn as a sign in its line.
  var isLineEnd: Bool { self == "\n" || self == "\r\n" }

  fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }

  fileprivate var isControl: Bool {
    unicodeScalars.first.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) } ?? false
  }
}
