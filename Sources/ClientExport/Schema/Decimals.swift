/// Decimals, which Pydantic describes to answers as any text, and to requests as a number or a
/// text. Only a model that is described to both tells them from other texts.
struct Decimals {
  /// The model is one of requests.
  private let isSent: Bool
  /// The name of the same model as the other side sees it.
  let twin: String

  /// Nil for a model of both: FastAPI calls what answers and requests see differently `NAME-Output`
  /// and `NAME-Input`.
  init?(model name: String) {
    isSent = name.hasSuffix("-Input")
    guard isSent || name.hasSuffix("-Output") else { return nil }
    twin =
      isSent ? name.dropLast("Input".count) + "Output" : name.dropLast("Output".count) + "Input"
  }

  /// The shape with the form of each text that is a decimal.
  func marked(in shape: Shape, beside twin: Shape) -> Shape {
    switch (shape, twin) {
    case (.list(let element), .list(let other)): return .list(marked(in: element, beside: other))
    case (.map(let value), .map(let other)): return .map(marked(in: value, beside: other))
    case (.object(var object), .object(let other)):
      let others = Dictionary(other.members.map { ($0.wireName, $0.shape) }) { first, _ in first }
      for (place, member) in object.members.enumerated() {
        guard let twin = others[member.wireName] else { continue }
        object.members[place].shape = marked(in: member.shape, beside: twin)
      }
      return .object(object)
    default:
      let request = (isSent ? shape : twin).alternatives
      let answer = (isSent ? twin : shape).alternatives
      guard request.contains(.number), request.contains(.text(nil)), answer.contains(.text(nil)),
        !answer.contains(.number)
      else { return shape }
      return Shape(anyOf: shape.alternatives.map { $0 == .text(nil) ? .text(.decimal) : $0 })
    }
  }
}
