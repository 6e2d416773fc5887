import Discovery
import Endpoints
import Testing

/// What an application may do while it is imported. What works, and an import that never ends, is
/// tested end to end, with FastAPI.
@Suite(.timeLimit(.minutes(5))) struct `Importing an application` {
  private static let end = "; its source is read instead"

  @Test(arguments: [
    ("leaves", "it ends the process with status 3"),
    ("vanishes", "it ends the process with status 7"),
    ("crashes", "it ends the process by signal 11"),
    ("raises", "ValueError: DATABASE_URL is not set (imports/raises.py:5)"),
    ("closes", "ValueError: told all the same (imports/closes.py:6)"),
    ("asks", "EOFError: EOF when reading a line (imports/asks.py:3)"),
  ])
  func `an application that fails is told by what it did`(name: String, words: String)
    async throws
  {
    let result = try await DiscoveryBench(allowImport: true).discover("imports/\(name).py")
    #expect(result.failures.isEmpty)
    #expect(
      result.catalog.warnings.contains(
        "imports/\(name).py is not imported: \(words)\(Self.end)"))
  }

  @Test func `files called like modules of the standard library are the application's alone`()
    async throws
  {
    let result = try await DiscoveryBench(allowImport: true).discover("shadowed/main.py")
    #expect(
      result.catalog.warnings.contains(
        "shadowed/main.py is not imported: ValueError: the application was reached "
          + "(shadowed/main.py:3)\(Self.end)"))
  }

  @Test func `a missing package is named, with the way to another Python`() async throws {
    let result = try await DiscoveryBench(allowImport: true).discover("imports/needs.py")
    #expect(
      result.catalog.warnings.contains(
        "imports/needs.py is not imported: python3 has no module a_package_that_nobody_has"
          + "\(Self.end); name the project's Python with --python PATH"))
  }

  @Test func `a name that the module does not have is told`() async throws {
    let result = try await DiscoveryBench(allowImport: true).discover("imports/prints.py:nope")
    #expect(
      result.catalog.warnings.contains(
        "imports/prints.py is imported, but no application in it is called nope\(Self.end)"))
    let read = try await DiscoveryBench().discover("starlette/main.py:nope")
    #expect(
      read.catalog.warnings == [
        "there is no nope in starlette/main.py; app (starlette/main.py:10) is read instead"
      ])
  }

  @Test func `an application may print what it wants`() async throws {
    let result = try await DiscoveryBench(allowImport: true).discover("imports/prints.py")
    #expect(
      result.catalog.warnings.contains(
        "imports/prints.py is imported, but no application is found in it\(Self.end); "
          + "name it, as in main:app"))
  }

  @Test func `without leave nothing is imported`() async throws {
    let result = try await DiscoveryBench().discover("imports/leaves.py")
    #expect(
      result.catalog.warnings == [
        "no FastAPI application and no APIRouter in imports/leaves.py"
      ])
  }

  @Test func `a folder is never imported`() async throws {
    let result = try await DiscoveryBench(allowImport: true).discover("imports")
    #expect(result.catalog.sources.map(\.kind) == [.source])
  }
}
