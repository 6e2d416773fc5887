/// What one record says of the answer that a model's stream is made of.
enum AssemblyPiece: Hashable, Sendable {
  /// An answer of this ID; "" where it has none.
  case begins(String)
  /// More of a part.
  case text(AssemblyPart.Key, String)
  /// All of a part, whatever came of it before.
  case whole(AssemblyPart.Key, String)
  /// What a part's tool is called.
  case name(AssemblyPart.Key, String)
  /// Why a choice ends.
  case stop(choice: Int, String)
  /// Tokens as the server counts them.
  case usage(input: Int?, output: Int?)
  case failed(String)
  case ends

  /// Whether it tells that this is a model's answer.
  var isTelling: Bool {
    switch self {
    case .text, .whole, .name, .usage: true
    case .begins(let id): !id.isEmpty
    case .stop, .failed, .ends: false
    }
  }
}
