/// Identifiers of one scope, each given out once.
struct TypeScriptNames {
  private var taken: Set<String>

  /// A scope in which `taken` are used already.
  init(taken: Set<String>) {
    self.taken = taken
  }

  /// Keeps `names` from being given out.
  mutating func reserve(_ names: Set<String>) {
    taken.formUnion(names)
  }

  /// An identifier as near to `wish` as the scope allows.
  mutating func claim(_ wish: String) -> String {
    NameScope.claim(Self.identifier(wish), words: Self.words, taken: &taken)
  }

  /// `text` with `_` for whatever an identifier can't hold.
  static func identifier(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(continues(scalar) ? scalar : "_")
    }
    guard let first = result.unicodeScalars.first else { return "_" }
    return starts(first) ? result : "_" + result
  }

  /// True for what may stand as a property's name without quotes.
  static func isIdentifier(_ text: String) -> Bool { !text.isEmpty && identifier(text) == text }

  private static func starts(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "$" || scalar.properties.isIDStart
  }

  private static func continues(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "$" || scalar.properties.isIDContinue
  }

  /// Words that no variable may be named. Source: ECMAScript, 12.7.2, strict mode and modules.
  static let words: Set<String> = [
    "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger",
    "default", "delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally",
    "for", "function", "if", "implements", "import", "in", "instanceof", "interface", "let", "new",
    "null", "package", "private", "protected", "public", "return", "static", "super", "switch",
    "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while", "with", "yield",
  ]

  /// What a generated module uses of the language and the platform, and must not hide.
  static let globals: Set<String> = [
    "AbortController", "AbortSignal", "Array", "ArrayBuffer", "ArrayBufferView", "AsyncGenerator",
    "AsyncIterable", "Blob", "Boolean", "Date", "Error", "Extract", "FluidTypes", "FormData",
    "Generator", "Headers", "InstanceType", "Iterable", "JSON", "Map", "Math", "NaN", "NonNullable",
    "Number", "Object", "Omit", "Partial", "Pick", "Promise", "PromiseLike", "ReadableStream",
    "Readonly", "Record", "Request", "RequestInit", "Response", "ReturnType", "Set", "String",
    "Symbol", "SymbolConstructor", "TextDecoder", "TextEncoder", "TypeError", "URL",
    "URLSearchParams", "Uint8Array", "WeakMap", "btoa", "clearTimeout", "decodeURIComponent",
    "encodeURI", "encodeURIComponent", "exports", "fetch", "globalThis", "parseInt", "require",
    "setTimeout",
  ]

  /// Names of types that the language gives itself, and that of a type parameter.
  static let typeWords: Set<String> = [
    "T", "any", "as", "bigint", "boolean", "infer", "intrinsic", "keyof", "never", "number",
    "object", "readonly", "string", "symbol", "unique", "unknown",
  ]
}
