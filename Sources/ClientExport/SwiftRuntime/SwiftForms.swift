extension SwiftRuntime {
  /// The parts of a form.
  static let forms = #"""
    /// A file in a form.
    struct FilePart: Codable, Hashable, Sendable {
      private enum Content: Codable, Hashable, Sendable {
        case bytes(Data)
        case file(path: String)
      }

      private let content: Content
      private let name: String?
      private let mediaType: String

      /// A file on the disk, read while it is sent; without a name it has its own.
      init(path: String, name: String? = nil, mediaType: String = "application/octet-stream") {
        self.content = .file(path: path)
        self.name = name
        self.mediaType = mediaType
      }

      init(_ bytes: Data, name: String, mediaType: String = "application/octet-stream") {
        self.content = .bytes(bytes)
        self.name = name
        self.mediaType = mediaType
      }

      fileprivate func add(to form: inout MultipartForm, as field: String) {
        switch content {
        case .bytes(let bytes):
          form.add(field, bytes: [UInt8](bytes), fileName: name ?? field, mediaType: mediaType)
        case .file(let path): form.add(field, file: path, fileName: name, mediaType: mediaType)
        }
      }
    }

    extension MultipartForm {
      fileprivate mutating func add(_ name: String, _ file: FilePart?) {
        file?.add(to: &self, as: name)
      }

      fileprivate mutating func add(_ name: String, _ files: [FilePart]) {
        for file in files { file.add(to: &self, as: name) }
      }

      /// A value: a part for each text of it, none for nil.
      fileprivate mutating func add(_ name: String, _ value: (any Encodable)?) throws {
        for text in try value.map({ try JSON($0).texts }) ?? [] { add(name, text) }
      }
    }

    """#
}
