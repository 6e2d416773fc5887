/// One `--form`, in curl's forms: `NAME=VALUE`, `NAME=<FILE` with the file's text,
/// `NAME=@FILE[;type=TYPE][;filename=NAME]` with the file itself.
enum FormField: Equatable {
  case text(name: String, value: String)
  case file(name: String, path: String, fileName: String?, mediaType: String)

  /// A text is no file to be sent in pieces.
  private static let textLimit = 64 << 20

  /// `$NAME` counts in a value's text only: what comes from the environment names no file.
  init(_ argument: String, _ environment: EnvironmentReference) throws(Ending) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw .usage("--form needs NAME=VALUE or NAME=@FILE; one has no name or no =")
    }
    let name = String(argument[..<equals])
    let value = argument[argument.index(after: equals)...]
    switch value.first {
    case "@": self = try Self.file(name, value.dropFirst())
    case "<": self = .text(name: name, value: try Self.text(of: String(value.dropFirst())))
    default: self = .text(name: name, value: try NamedValue.expand(String(value), environment))
    }
  }

  private static func text(of path: String) throws(Ending) -> String {
    guard let bytes = SmallFile.read(path, limit: textLimit) else {
      throw .usage("--form can't read '\(path)': no such file, or it is over 64 MiB")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .usage("--form sends text with <, and '\(path)' holds none; send it as a file with @")
    }
    return text
  }

  private static func file(_ name: String, _ value: Substring) throws(Ending) -> FormField {
    let parts = Parts(value)
    guard SmallFile.isReadableFile(parts.path) else {
      throw .usage("--form can't read '\(parts.path)': no such file, or no permission to read it")
    }
    let mediaType = parts.type ?? likelyMediaType(of: parts.path)
    guard mediaType.contains("/"), mediaType.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
      throw .usage("--form needs ;type=TYPE/SUBTYPE, for example ;type=text/csv")
    }
    return .file(name: name, path: parts.path, fileName: parts.fileName, mediaType: mediaType)
  }

  /// As curl guesses it, by the name's end.
  static func likelyMediaType(of path: String) -> String {
    let types = [
      ".gif": "image/gif", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png",
      ".svg": "image/svg+xml", ".txt": "text/plain", ".htm": "text/html", ".html": "text/html",
      ".pdf": "application/pdf", ".xml": "application/xml",
    ]
    let name = path.lowercased()
    return types.first { name.hasSuffix($0.key) }?.value ?? "application/octet-stream"
  }

  /// A file's path and what stands behind it.
  private struct Parts {
    var path: String
    var type: String?
    var fileName: String?

    /// From the end: a semicolon may be part of the path.
    init(_ text: Substring) {
      var rest = text
      while let semicolon = rest.lastIndex(of: ";") {
        let part = rest[rest.index(after: semicolon)...]
        if part.hasPrefix("type="), type == nil {
          type = String(part.dropFirst("type=".count))
        } else if part.hasPrefix("filename="), fileName == nil {
          fileName = String(part.dropFirst("filename=".count))
        } else {
          break
        }
        rest = rest[..<semicolon]
      }
      path = String(rest)
    }
  }
}
