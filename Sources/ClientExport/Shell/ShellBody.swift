import StreamDecoding
import WebText

/// A request's body as it may stand in a command: text with variables for its secrets.
struct ShellBody {
  let bytes: [UInt8]
  let mediaType: String?
  let variables: RequestVariables

  /// The body of a command; of bytes that nobody can type, a file.
  var content: ShellRequest.Body {
    let type = MediaType(mediaType)
    let written = String(validating: bytes, as: UTF8.self)
    guard let text = type.isJSON ? written?.jsonInOrder : written, text.isTypeable else {
      return .file(nil)
    }
    if type.isURLEncodedForm { return form(text) }
    guard type.isJSON, let value = try? JSONValue(parsing: text)
    else { return .text(TextWithVariables(text: text)) }
    let masked = MaskedValue(value)
    // As it was typed, unless something is hidden.
    return .text(
      masked.holdsSecrets ? masked.word.mapText(\.jsonInOrder) : TextWithVariables(text: text))
  }

  private func form(_ text: String) -> ShellRequest.Body {
    let pairs = ShellPair.all(in: text) { name, value in
      let isSecret = !value.isEmpty && Secret.variable(for: name) != nil
      return isSecret
        ? TextWithVariables(variable: variables.name(for: name)) : TextWithVariables(text: value)
    }
    return pairs.contains(where: \.hasVariables)
      ? .pairs(pairs) : .text(TextWithVariables(text: text))
  }
}
