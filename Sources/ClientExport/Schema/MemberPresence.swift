import StreamDecoding

/// Whether a member of an object can't be left out.
struct MemberPresence {
  /// What the server sends has its defaults filled in. A decoder had better not count on it: it
  /// would refuse an answer that leaves one out.
  var trustsDefaults = true

  /// Source: JSON Schema Validation, 9.4, for what only one side sets.
  func isThere(_ property: JSONValue, isRequired: Bool, at place: ValuePlace) -> Bool {
    switch place {
    case .answer:
      property["writeOnly"] != true
        && (isRequired || trustsDefaults && property["default"] != nil)
    case .request, .parts: property["readOnly"] != true && isRequired
    }
  }
}
