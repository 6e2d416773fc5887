/// `Decodable` types throw the standard library's errors and may catch them, to try another type;
/// ours travels inside one.
extension JSONRecordFailure {
  /// The standard error that carries this one.
  var asDecodingError: DecodingError {
    let context = DecodingError.Context(
      codingPath: path.map(JSONPathKey.init), debugDescription: reason.words, underlyingError: self)
    switch reason {
    case .invalid, .tooLarge, .unrepresentable, .refused: return .dataCorrupted(context)
    case .mismatch(_, found: .null): return .valueNotFound(Any.self, context)
    case .mismatch: return .typeMismatch(Any.self, context)
    case .missing:
      guard let last = context.codingPath.last else { return .valueNotFound(Any.self, context) }
      return .keyNotFound(last, context)
    }
  }

  /// What a decoding threw: one of ours, or one that a type made itself.
  @usableFromInline
  init(_ error: any Error) {
    let context: DecodingError.Context
    switch error {
    case let failure as JSONRecordFailure:
      self = failure
      return
    case DecodingError.dataCorrupted(let found), DecodingError.keyNotFound(_, let found),
      DecodingError.typeMismatch(_, let found), DecodingError.valueNotFound(_, let found):
      context = found
    default:
      self.init(reason: .refused(String(describing: error)))
      return
    }
    if let failure = context.underlyingError as? JSONRecordFailure {
      self = failure
    } else {
      let path = context.codingPath.map { key in
        key.intValue.map(Step.index) ?? Step.key(key.stringValue)
      }
      self.init(path: path, reason: .refused(context.debugDescription))
    }
  }
}

/// A step of a path, as `Decodable` wants to see it.
struct JSONPathKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(_ step: JSONRecordFailure.Step) {
    switch step {
    case .key(let key): (stringValue, intValue) = (key, nil)
    case .index(let index): (stringValue, intValue) = ("\(index)", index)
    }
  }

  init(stringValue: String) { self.init(.key(stringValue)) }

  init(intValue: Int) { self.init(.index(intValue)) }
}
