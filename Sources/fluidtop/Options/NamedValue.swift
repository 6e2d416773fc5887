/// `NAME=VALUE` arguments.
enum NamedValue {
  /// Names and values in order, `$NAME` replaced.
  static func read(
    _ arguments: [String], option: String, _ environment: EnvironmentReference
  ) throws(Ending) -> [(name: String, value: String)] {
    var values: [(name: String, value: String)] = []
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        // Not quoted: it may be a secret whose name was forgotten.
        throw .usage(
          "\(option) needs NAME=VALUE, for example \(option) user_id=1; one has no name or no =")
      }
      let text = String(argument[argument.index(after: equals)...])
      values.append((String(argument[..<equals]), try expand(text, environment)))
    }
    return values
  }

  /// `$NAME` replaced; one that is not set is wrong usage.
  static func expand(
    _ text: String, _ environment: EnvironmentReference
  ) throws(Ending) -> String {
    do {
      return try environment.expanding(text)
    } catch {
      throw .usage(error.sentence)
    }
  }
}
