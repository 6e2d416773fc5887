// Writes a Swift file with a constant for each text, as bytes, named for its file:
//
//   embed-texts OUTPUT TEXT…
//
// `request-url.ts` is `request_url_ts`. Nothing is escaped but what a literal can't hold as it is.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

func fail(_ path: String, _ what: String) -> Never {
  perror("error: \(path) can't be \(what)")
  exit(1)
}

func read(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { fail(path, "read") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&part, 1, part.count, file)
    if count == 0 { break }
    bytes += part[..<count]
  }
  if ferror(file) != 0 { fail(path, "read") }
  return bytes
}

func write(_ text: String, to path: String) {
  guard let file = fopen(path, "w") else { fail(path, "written") }
  let isWritten = fputs(text, file) >= 0
  if fclose(file) != 0 || !isWritten { fail(path, "written") }
}

func literal(_ text: String) -> String {
  var literal = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\", "\"": literal += "\\\(scalar)"
    case "\n": literal += "\\n"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFEFF:
      literal += "\\u{\(String(scalar.value, radix: 16))}"
    default: literal.unicodeScalars.append(scalar)
    }
  }
  return literal
}

guard CommandLine.arguments.count > 1 else {
  print("usage: embed-texts OUTPUT TEXT…")
  exit(64)
}
var swift = "enum PackageResources {\n"
for path in CommandLine.arguments.dropFirst(2) {
  let bytes = read(path)
  guard let text = String(validating: bytes, as: UTF8.self) else {
    print("error: \(path) is no UTF-8")
    exit(1)
  }
  let file = path.split(separator: "/").last.map(String.init) ?? path
  let name = file.map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined()
  swift += "  static let \(name) = bytes(\"\(literal(text))\")\n"
}
swift += """

    @inline(never)
    private static func bytes(_ text: StaticString) -> [UInt8] {
      text.withUTF8Buffer(Array.init)
    }
  }

  """
write(swift, to: CommandLine.arguments[1])
