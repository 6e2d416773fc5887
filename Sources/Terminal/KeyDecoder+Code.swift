extension KeyDecoder {
  /// Codes that ncurses gives for the sequences it was taught; above all of its own.
  enum Code {
    static let mouse = 0x7001
    static let pasteStart = 0x7002
    static let pasteEnd = 0x7003
    static let background = 0x7004
  }
}
