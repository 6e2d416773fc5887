import Testing

@testable import Discovery

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct InspectorProgramTests {
  @Test func `every module of the inspector's folder is sent`() throws {
    let top = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let names = try entries(of: "/\(top)/Sources/Discovery/Inspector").filter {
      $0.hasSuffix(".py")
    }
    .map { String($0.dropLast(3)) }
    // It loads the others.
    #expect(
      names.filter { $0 != "start" }.sorted() == InspectorProgram.modules.map(\.name).sorted())
  }

  private func entries(of path: String) throws -> [String] {
    let folder = try #require(opendir(path))
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }
}
