import StreamDecoding
import TUI
import WebText

/// What the user has set once for all: in `config.json`, or by `FLUIDTOP_…`, which counts more.
struct Configuration {
  /// Longest file that is read, in bytes.
  private static let longest = 1 << 20

  /// A setting's value, and who says so.
  struct Value: Equatable {
    enum Origin: Equatable {
      case file(line: Int)
      case variable
    }

    let text: String
    let origin: Origin
  }

  /// The file's path, whether it is there or not; nil without a home.
  let path: String?
  private(set) var values: [Setting: Value] = [:]
  private(set) var changes: [KeyChange] = []
  /// The keys as the file changes them.
  private(set) var keys = KeyTable.standard

  /// Reads the file, if there is one, and the environment; the first mistake is refused by its place.
  init(_ environment: EnvironmentReference) throws(Ending) {
    path = ConfigurationFolder(environment)?.file
    if let path, SmallFile.isReadableFile(path) {
      guard let bytes = SmallFile.read(path, limit: Self.longest) else {
        throw .usage("\(path) is over 1 MiB, which no configuration is")
      }
      do throws(JSON5Problem) { try read(bytes) } catch {
        throw .usage(error.sentence(in: path))
      }
    }
    for setting in Setting.allCases {
      guard let text = environment.environment[setting.variable], !text.isEmpty else { continue }
      guard setting.takes(text) else {
        throw .usage("\(setting.variable) must be \(setting.wanted), and is '\(text.prefix(60))'")
      }
      values[setting] = Value(text: text, origin: .variable)
    }
  }

  // MARK: What it says

  var theme: String? { values[.theme]?.text }
  var background: Background? { values[.background].flatMap { Background(rawValue: $0.text) } }
  var ascii: Bool { values[.ascii]?.text == "true" }
  var mouse: Bool { values[.mouse]?.text != "false" }
  var connectTimeout: Duration? { values[.connectTimeout].flatMap { Duration(typed: $0.text) } }
  var maxRecordSize: Int? { values[.maxRecordSize].flatMap { ByteCount.reading(limit: $0.text) } }
  var memory: Int? { values[.memory].flatMap { ByteCount.reading(limit: $0.text) } }
  var spill: Int? { values[.spill].flatMap { ByteCount.reading(room: $0.text) } }

  // MARK: Its file

  private mutating func read(_ bytes: [UInt8]) throws(JSON5Problem) {
    let value = try JSON5Reader.value(of: bytes)
    guard case .object(let members) = value.content else {
      throw value.isNot("an object, { … }", key: "the configuration")
    }
    for member in members {
      switch member.name {
      case "keys": try readKeys(member.value)
      case "limits":
        for limit in try Self.members(member) { try take(limit, prefix: "limits.") }
      default: try take(member, prefix: "")
      }
    }
    keys = try KeyTable.standard.changing(changes)
  }

  private static func members(_ member: JSON5Member) throws(JSON5Problem) -> [JSON5Member] {
    guard case .object(let members) = member.value.content else {
      throw member.value.isNot("an object, { … }", key: member.name)
    }
    return members
  }

  private mutating func take(_ member: JSON5Member, prefix: String) throws(JSON5Problem) {
    let key = prefix + String(member.name.prefix(60))
    guard let setting = Setting(rawValue: key), !member.name.contains(".") else {
      let names = Setting.allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }
        .filter { prefix.isEmpty ? !$0.contains(".") : true }
        .map { String($0.dropFirst(prefix.count)) }
      throw JSON5Problem(
        line: member.line, key: key,
        reason: "is no setting; there are "
          + (names + (prefix.isEmpty ? ["limits", "keys"] : [])).joined(separator: ", "))
    }
    guard let text = setting.text(member.value.content), setting.takes(text) else {
      throw JSON5Problem(
        line: member.value.line, key: key,
        reason: "must be \(setting.wanted), and is \(member.value.shown)")
    }
    values[setting] = Value(text: text, origin: .file(line: member.line))
  }

  private mutating func readKeys(_ value: JSON5Value) throws(JSON5Problem) {
    guard case .object(let members) = value.content else {
      throw value.isNot("an object, { … }", key: "keys")
    }
    for member in members {
      // `code` is an action of browsing and a mode of its own.
      guard case .object(let actions) = member.value.content else {
        changes.append(try Self.change(member, mode: nil))
        continue
      }
      guard KeyTable.modes.contains(member.name) else {
        throw JSON5Problem(
          line: member.line, key: "keys." + member.name.prefix(60),
          reason: "is no mode; there are " + KeyTable.modes.joined(separator: ", "))
      }
      for action in actions { changes.append(try Self.change(action, mode: member.name)) }
    }
  }

  private static func change(
    _ member: JSON5Member, mode: String?
  ) throws(JSON5Problem) -> KeyChange {
    var change = KeyChange(mode: mode, action: member.name, keys: [], line: member.line)
    func isNot(_ value: JSON5Value) -> JSON5Problem {
      value.isNot("a key in quotes, or a list of some", key: change.path)
    }
    switch member.value.content {
    case .string(let key): change.keys = [key]
    case .array(let values):
      for value in values {
        guard case .string(let key) = value.content else { throw isNot(value) }
        change.keys.append(key)
      }
    case .null, .bool, .number, .object: throw isNot(member.value)
    }
    return change
  }
}

extension Setting {
  /// A value of the file as a variable would have it; nil where it is of another sort.
  fileprivate func text(_ content: JSON5Value.Content) -> String? {
    switch (content, sort) {
    case (.string(let text), .text), (.string(let text), .choice), (.string(let text), .duration),
      (.string(let text), .size), (.string(let text), .room):
      text
    case (.bool(let isOn), .flag): isOn ? "true" : "false"
    // Seconds, and bytes.
    case (.number(let number), .duration) where number.isFinite && number >= 0: "\(number)"
    case (.number(let number), .size) where number >= 0 && number < 1e15,
      (.number(let number), .room) where number >= 0 && number < 1e15:
      String(Int(number))
    default: nil
    }
  }
}

extension JSON5Value {
  /// For a sentence: a text itself, or its sort.
  fileprivate var shown: String {
    if case .string(let text) = content { return "'\(text.prefix(60))'" }
    return sort
  }
}
