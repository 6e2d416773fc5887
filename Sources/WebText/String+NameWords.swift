extension String {
  /// The words of a name, lower case: `api` and `key` of `X-API-Key`, `accessToken`'s and
  /// `user_id`'s too. What is neither a letter nor a digit of ASCII parts them.
  public var nameWords: [String] {
    var words: [String] = [""]
    var wasLower = false
    for character in unicodeScalars {
      let isLetter = character.isASCII && character.properties.isAlphabetic
      let isDigit = ("0"..."9").contains(character)
      guard isLetter || isDigit else {
        words.append("")
        continue
      }
      let isUpper = character.properties.isUppercase
      if isUpper && wasLower { words.append("") }
      wasLower = !isUpper
      words[words.count - 1] += String(character).lowercased()
    }
    return words.filter { !$0.isEmpty }
  }
}
