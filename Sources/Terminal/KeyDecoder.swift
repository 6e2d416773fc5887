import TUI

/// What ncurses reads, a byte or a key code at a time → keys.
///
/// Bytes are read rather than characters: ncurses drops a character that is cut by the end of a
/// packet, and an invalid byte would hold the next keys back.
struct KeyDecoder {
  /// Longest paste that is kept; the rest of it is dropped.
  static let pasteLimit = 1 << 20
  private static let longestSequence = 32

  private enum State {
    case ground
    /// ESC came; what follows at once belongs to it.
    case escape
    /// After `ESC [`.
    case sequence([UInt8])
    /// After `ESC O`.
    case singleShift
    case mouse([UInt8])
    case paste
    /// After `ESC ]`: what the terminal answers, up to its closing mark. No key is in it.
    case answer([UInt8])
    /// The same after an ESC, which may begin the mark, `ESC \\`.
    case answerEscape([UInt8])
    /// Bytes that are no keys: a mouse report in the old form.
    case skip(Int)
    case character([UInt8], length: Int)
  }

  private var state = State.ground
  private var keys: [Key] = []
  private var pasted: [UInt8] = []
  private var answer: [UInt8]?
  private let nameOfCode: (Int) -> String?

  /// `nameOfCode` gives ncurses' name of a key code.
  init(nameOfCode: @escaping (Int) -> String?) {
    self.nameOfCode = nameOfCode
  }

  /// Between the marks of a paste, or before that of an answer: a silence then ends it, or a lost
  /// mark would swallow all keys.
  var awaitsMark: Bool {
    switch state {
    case .paste, .answer, .answerEscape: true
    case .ground, .escape, .sequence, .singleShift, .mouse, .skip, .character: false
    }
  }

  private var isPasting: Bool {
    if case .paste = state { true } else { false }
  }

  /// What the terminal last answered, `11;rgb:…`, once.
  mutating func takeAnswer() -> [UInt8]? {
    defer { answer = nil }
    return answer
  }

  /// Takes what ncurses read: a byte, or a key code above 255.
  mutating func read(_ value: Int) {
    if value > 255 { readCode(value) } else { readByte(UInt8(truncatingIfNeeded: value)) }
  }

  /// Nothing more waits: what was only the beginning of something is now a key of its own.
  mutating func finishBatch() -> [Key] {
    switch state {
    case .escape: emit(.escape)
    case .sequence(let bytes): if bytes.isEmpty { emit(.alt("[")) } else { state = .ground }
    case .singleShift: emit(.alt("O"))
    // Alt and a bracket; an answer has more behind it.
    case .answer(let bytes): if bytes.isEmpty { emit(.alt("]")) }
    case .ground, .mouse, .paste, .answerEscape, .skip, .character: break
    }
    defer { keys.removeAll() }
    return keys
  }

  /// Ends a paste whose closing mark does not come, and forgets an answer without one.
  mutating func finishOpen() -> [Key] {
    if isPasting { endPaste() } else if awaitsMark { state = .ground }
    return finishBatch()
  }

  // MARK: Codes

  private mutating func readCode(_ code: Int) {
    if isPasting {
      // Pasted text may hold what looks like a key; nothing of it is obeyed.
      if code == Code.pasteEnd { endPaste() }
      return
    }
    switch code {
    case Code.mouse: state = .mouse([])
    case Code.pasteStart: state = .paste
    case Code.pasteEnd: state = .ground
    case Code.background: state = .answer(Array("11;".utf8))
    default: readNamed(nameOfCode(code) ?? "")
    }
  }

  private mutating func readNamed(_ name: String) {
    // A terminal without the SGR form sends three bytes after this code; typed, they would act.
    state = name == "KEY_MOUSE" ? .skip(3) : .ground
    if let key = KeyNames.key(named: name) { keys.append(key) }
  }

  private mutating func endPaste() {
    // Terminals send a line end as the Return key does, CR.
    let text = String(decoding: pasted, as: UTF8.self)
    pasted.removeAll()
    emit(.paste(String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })))
  }

  // MARK: Bytes

  private mutating func readByte(_ byte: UInt8) {
    switch state {
    case .ground: readFirst(byte)
    case .escape: readAfterEscape(byte)
    case .sequence(let bytes): readSequence(bytes + [byte])
    case .singleShift:
      state = .ground
      if let key = ControlSequence(bytes: [byte]).key { keys.append(key) }
    case .mouse(let bytes): readMouse(bytes + [byte])
    case .paste: if pasted.count < Self.pasteLimit { pasted.append(byte) }
    case .answer(let bytes): readAnswer(bytes, byte)
    case .answerEscape(let bytes):
      state = .escape
      if byte == UInt8(ascii: "\\") { endAnswer(bytes) } else { readAfterEscape(byte) }
    case .skip(let count): state = count > 1 ? .skip(count - 1) : .ground
    case .character(let bytes, let length): readCharacter(bytes, byte, length: length)
    }
  }

  private mutating func readFirst(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x0A, 0x0D: emit(.enter)
    case 0x09: emit(.tab)
    case 0x08, 0x7F: emit(.backspace)
    case 0x00: emit(.control(" "))
    case 0x01...0x1A: emit(.control(Character(Unicode.Scalar(byte + 0x60))))
    case 0x1C...0x1F: emit(.control(Character(Unicode.Scalar(byte + 0x40))))
    case 0x20..<0x7F: type(Unicode.Scalar(byte))
    case 0xC2..<0xE0: state = .character([byte], length: 2)
    case 0xE0..<0xF0: state = .character([byte], length: 3)
    case 0xF0..<0xF5: state = .character([byte], length: 4)
    default: break  // No character starts so.
    }
  }

  private mutating func readAfterEscape(_ byte: UInt8) {
    switch byte {
    case 0x1B: keys.append(.escape)
    case UInt8(ascii: "["): state = .sequence([])
    case UInt8(ascii: "]"): state = .answer([])
    case UInt8(ascii: "O"): state = .singleShift
    case 0x20...0x7F: emit(.alt(Character(Unicode.Scalar(byte))))
    default:
      emit(.escape)
      readFirst(byte)
    }
  }

  private mutating func readSequence(_ bytes: [UInt8]) {
    if bytes == [UInt8(ascii: "<")] {
      state = .mouse([])
      return
    }
    if bytes == [UInt8(ascii: "M")] {
      state = .skip(3)
      return
    }
    guard let last = bytes.last, !(0x40..<0x7F).contains(last) else {
      state = .ground
      if let key = ControlSequence(bytes: bytes).key { keys.append(key) }
      return
    }
    state = bytes.count < Self.longestSequence ? .sequence(bytes) : .ground
  }

  /// However long it is, nothing of it is a key, and its beginning is all that is kept.
  private mutating func readAnswer(_ bytes: [UInt8], _ byte: UInt8) {
    switch byte {
    case 0x07: endAnswer(bytes)
    case 0x1B: state = .answerEscape(bytes)
    case 0x00..<0x20:
      // No answer has control characters: it broke off, and this is a key again.
      state = .ground
      readFirst(byte)
    default: state = .answer(bytes.count < BackgroundAnswer.longest ? bytes + [byte] : bytes)
    }
  }

  private mutating func endAnswer(_ bytes: [UInt8]) {
    state = .ground
    answer = bytes
  }

  private mutating func readMouse(_ bytes: [UInt8]) {
    switch bytes.last {
    case UInt8(ascii: "M"), UInt8(ascii: "m"):
      state = .ground
      if let event = MouseReport(bytes: bytes).event { keys.append(.mouse(event)) }
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: ";"):
      state = bytes.count < MouseReport.longest ? .mouse(bytes) : .ground
    default: state = .ground
    }
  }

  private mutating func readCharacter(_ bytes: [UInt8], _ byte: UInt8, length: Int) {
    guard (0x80..<0xC0).contains(byte) else {
      state = .ground
      readFirst(byte)
      return
    }
    guard bytes.count + 1 == length else {
      state = .character(bytes + [byte], length: length)
      return
    }
    state = .ground
    let text = String(validating: bytes + [byte], as: UTF8.self)
    if let scalar = text?.unicodeScalars.first { type(scalar) }
  }

  private mutating func emit(_ key: Key) {
    state = .ground
    keys.append(key)
  }

  /// A combining mark, or the next part of an emoji, belongs to the character typed with it.
  private mutating func type(_ scalar: Unicode.Scalar) {
    if !scalar.isASCII, case .character(let before) = keys.last {
      let joined = String(before) + String(Character(scalar))
      if joined.count == 1, let character = joined.first {
        keys[keys.count - 1] = .character(character)
        return
      }
    }
    // C1 controls are no text.
    if !(0x80..<0xA0).contains(scalar.value) { emit(.character(Character(scalar))) }
  }
}
