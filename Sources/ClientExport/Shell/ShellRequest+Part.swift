import Endpoints

extension ShellRequest.Part {
  /// What is sent of a form: the value of a secret's name is a variable, a file its path.
  init(_ part: PlannedRequest.Part, _ variables: RequestVariables) {
    switch part {
    case .file(let name, let path):
      self.init(name: name, value: TextWithVariables(path: path), isFile: true)
    case .text(let name, let value):
      let isSecret = !value.isEmpty && Secret.variable(for: name) != nil
      let word =
        isSecret
        ? TextWithVariables(variable: variables.name(for: name))
        : TextWithVariables(text: value.typeable)
      self.init(name: name, value: word, isFile: false)
    }
  }
}

extension TextWithVariables {
  /// The path of a file as a user types it: nothing but a shell, and no shell within quotes, knows
  /// what `~` is. One that nobody typed has a name to start from.
  init(path: String) {
    let text = path.typeable
    if text == "~" || text.hasPrefix("~/") {
      self = TextWithVariables(variable: "HOME") + TextWithVariables(text: String(text.dropFirst()))
    } else {
      self.init(text: text.isEmpty ? "file.bin" : text == "-" ? "./-" : text)
    }
  }
}
