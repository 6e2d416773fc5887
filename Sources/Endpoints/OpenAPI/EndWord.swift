/// A word of a text, and the mark that it may be.
struct EndWord {
  let written: Substring
  /// In small letters, without the signs around it.
  let plain: String
  /// `[DONE]`.
  let mark: String?
  /// It stands behind `data:` in the same word.
  let isData: Bool

  init(_ written: Substring) {
    self.written = written
    let signs: Set<Character> = ["`", "\"", "'", "*", "“", "”", "‘", "’", ",", ";", "(", ")"]
    var inner = written.drop(while: signs.contains)
    while let last = inner.last, signs.contains(last) || ".:!?".contains(last), inner != "data:" {
      inner.removeLast()
    }
    isData = inner.lowercased().hasPrefix("data:")
    let rest = isData ? inner.dropFirst("data:".count) : inner
    mark = Sentinel.isOne(String(rest)) ? String(rest) : nil
    plain = inner.lowercased()
  }

  /// A comma; a denial before it denies nothing behind it.
  var endsClause: Bool { written.last.map { ",;".contains($0) } == true }

  /// A full stop, also where a quote is closed behind it.
  var endsSentence: Bool {
    let end = written.reversed().drop { "`\"')”".contains($0) }.first
    return end.map { ".!?".contains($0) } == true && !["e.g.", "i.e."].contains(written)
  }
}
