import Endpoints
import StreamDecoding
import SystemPackage
import TUI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `profiles.json` in the user's configuration folder. It is written only when a profile is saved.
struct ProfileFile: Sendable {
  /// Why the file can't be read or written: one sentence with its path, and the line where known.
  struct Problem: Error, Equatable {
    let sentence: String
  }

  private static let limit = 1 << 20

  let path: String

  /// Nil where there is no place for a configuration.
  init?(_ environment: EnvironmentReference) {
    guard let folder = ConfigurationFolder(environment) else { return nil }
    path = folder.profiles
  }

  /// All profiles; none where there is no file.
  func read() throws(Problem) -> [Profile] {
    guard access(path, F_OK) == 0 else { return [] }
    guard SmallFile.isReadableFile(path), let bytes = SmallFile.read(path, limit: Self.limit) else {
      throw Problem(sentence: "\(path) can't be read; check its size and its permissions")
    }
    let value: JSONValue
    do throws(RecordFault) {
      value = try JSONValue(parsing: bytes)
    } catch {
      let line = bytes.prefix(error.offset).count { $0 == 0x0A } + 1
      throw Problem(sentence: "\(path), line \(line): \(error.sentence)")
    }
    guard let all = value["profiles"]?.arrayValue else {
      throw Problem(
        sentence: "\(path), line 1: an object with a list \"profiles\" should stand here")
    }
    var profiles: [Profile] = []
    for (index, value) in all.enumerated() {
      guard let profile = Profile(value) else {
        throw Problem(
          sentence: "\(path): profiles[\(index)] wants a name and a server, headers as a list of "
            + "NAME: VALUE, auth as an object of texts")
      }
      profiles.append(profile)
    }
    return profiles
  }

  /// Puts a profile in the place of that of its name and server, or behind the others.
  func save(_ profile: Profile) throws(Problem) {
    var all = try read()
    all.removeAll { $0.name == profile.name && $0.server == profile.server }
    all.append(profile)
    let value: JSONValue = ["profiles": .array(all.map(\.json))]
    do throws(Errno) {
      try SmallFile.replace(path, with: Array((value.text(pretty: true) + "\n").utf8))
    } catch {
      throw Problem(sentence: "\(path) can't be written: \(error)")
    }
  }
}

extension Profile {
  fileprivate init?(_ value: JSONValue) {
    let headers = value["headers"]?.arrayValue ?? []
    let auth = value["auth"]?.objectValue ?? [:]
    guard let name = value["name"]?.stringValue, let server = value["server"]?.stringValue,
      headers.allSatisfy({ $0.stringValue != nil }),
      auth.allSatisfy({ $0.value.stringValue != nil })
    else { return nil }
    self.init(
      name: name, server: server, baseURL: value["baseURL"]?.stringValue,
      headers: headers.compactMap(\.stringValue),
      credentials: Dictionary(
        auth.compactMap { member in member.value.stringValue.map { (member.key, $0) } }
      ) { first, _ in first })
  }

  fileprivate var json: JSONValue {
    var members: JSONObject = ["name": .string(name), "server": .string(server)]
    if let baseURL { members["baseURL"] = .string(baseURL) }
    if !headers.isEmpty { members["headers"] = .array(headers.map(JSONValue.string)) }
    var auth = JSONObject()
    for (scheme, text) in credentials.sorted(by: { $0.key < $1.key }) {
      auth[scheme] = .string(text)
    }
    if !credentials.isEmpty { members["auth"] = .object(auth) }
    return .object(members)
  }
}
