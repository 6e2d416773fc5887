import StreamDecoding

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of the folder `Fixtures` beside this one.
struct FixtureFile {
  struct Unreadable: Error {
    let path: String
  }

  let bytes: [UInt8]

  init(_ name: String, beside source: String = #filePath) throws {
    let folder = source[..<(source.lastIndex(of: "/") ?? source.startIndex)]
    let path = "\(folder)/Fixtures/\(name)"
    guard let file = fopen(path, "rb") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    self.bytes = bytes
  }
}

/// Decodes standard base64 with padding; other bytes are ignored.
func base64Decoded(_ text: String) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var values = [UInt8?](repeating: nil, count: 256)
  for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
  var result: [UInt8] = []
  var (bits, count) = (UInt32(0), 0)
  for value in text.utf8.compactMap({ values[Int($0)] }) {
    bits = bits << 6 | UInt32(value)
    count += 6
    if count >= 8 {
      count -= 8
      result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return result
}
