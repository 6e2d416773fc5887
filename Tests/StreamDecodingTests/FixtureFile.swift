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
