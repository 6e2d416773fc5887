extension ShellRequest {
  /// What the reader must know of its variables, each as the text of a comment: a shell puts a
  /// value where its name stands, and encodes nothing.
  ///
  /// - Parameters:
  ///   - encodesQuery: The program that sends the request encodes the variables of its query.
  ///   - encodesForm: The same for an urlencoded form.
  func notes(encodesQuery: Bool, encodesForm: Bool) -> [String] {
    var encoded = address.variables
    if !encodesQuery { encoded += query.variables }
    encoded.removeAll(where: plainVariables.contains)
    var notes: [String] = []
    switch body {
    case .pairs(let pairs) where !encodesForm: encoded += pairs.variables
    case .text(let word) where word.hasVariables:
      notes.append(
        "Escape " + Self.list(word.variables) + " as JSON does: nothing else does it here.")
    case .file(nil): notes.append("The body is the file body.bin: write it first.")
    case .text, .pairs, .form, .file, nil: break
    }
    for header in headers where header.name.lowercased() == "authorization" {
      let scheme = header.value.written { _ in "" }
      guard header.value.hasVariables, scheme.lowercased() == "basic " else { continue }
      notes.append(Self.list(header.value.variables) + " is user:password in Base64.")
    }
    if !encoded.isEmpty {
      notes.insert("Percent-encode " + Self.list(encoded) + ": nothing else does it here.", at: 0)
    }
    return notes
  }

  /// Names, each once.
  static func list(_ names: [String]) -> String {
    var known: Set<String> = []
    return names.filter { known.insert($0).inserted }.joined(separator: ", ")
  }
}

extension [ShellPair] {
  fileprivate var variables: [String] { compactMap(\.value).flatMap(\.variables) }
}
