import WebText

/// What must not stand in exported code as it is, and the environment variable that stands for it.
enum Secret {
  /// The variable for a value called `name`, or nil when the name doesn't sound like a secret.
  static func variable(for name: String) -> String? {
    SecretName.matches(name) ? TextWithVariables.variableName(for: name) : nil
  }
}
