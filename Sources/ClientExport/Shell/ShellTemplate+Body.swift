import Endpoints
import StreamDecoding

extension ShellTemplate {
  /// A body that fits, where one is required.
  var body: [UInt8]? {
    guard let body = endpoint.body, body.required else { return nil }
    if body.isForm, !body.isMultipart {
      let pairs = sampleMembers.flatMap { name, value in
        FormContent.texts(of: value).map { name.percentEncoded() + "=" + $0.percentEncoded() }
      }
      return Array(pairs.joined(separator: "&").utf8)
    }
    let sample = BodyDraft.value(for: body, of: endpoint, models: models, filling: .example)
    if body.isJSON { return Array(sample.text().utf8) }
    guard body.isText || body.example != nil, let text = sample.stringValue else {
      return Self.untyped
    }
    return Array(text.utf8)
  }

  /// Nobody types these: they come from a file.
  private static let untyped: [UInt8] = [0xFF]

  /// The parts of a form that fits, where one is required.
  var form: [ShellRequest.Part]? {
    guard let body = endpoint.body, body.required, body.isMultipart
    else { return nil }
    let schema = self.schema
    return sampleMembers.flatMap { name, value in
      if FormContent.isFile(BodyDraft.schema(of: name, in: schema), models) {
        return [
          ShellRequest.Part(name: name, value: TextWithVariables(path: ""), isFile: true)
        ]
      }
      return words(of: MaskedValue(.object([name: value]))).map {
        ShellRequest.Part(name: name, value: $0, isFile: false)
      }
    }
  }

  private var schema: JSONValue {
    MergedSchema.of(endpoint.body?.schema ?? [:], models: models)
  }

  /// The members of a form. A list has one element at least: a form knows no empty one.
  private var sampleMembers: [(name: String, value: JSONValue)] {
    let value = endpoint.body.map {
      BodyDraft.value(for: $0, of: endpoint, models: models, filling: .example)
    }
    let sample = value?.objectValue ?? [:]
    return sample.map { name, value in
      guard value.arrayValue?.isEmpty == true else { return (name, value) }
      let list = MergedSchema.of(BodyDraft.schema(of: name, in: schema), models: models)
      let element = list["items"] ?? [:]
      return (name, [BodyDraft.value(for: element, models: models, filling: .example)])
    }
  }

  /// What is sent for the one member of an object, in a part each.
  private func words(of value: MaskedValue) -> [TextWithVariables] {
    switch value {
    case .object(let members) where members.count == 1: members.flatMap { parts(of: $0.value) }
    case .plain, .secret, .array, .object: []
    }
  }

  private func parts(of value: MaskedValue) -> [TextWithVariables] {
    switch value {
    case .plain(let value):
      FormContent.texts(of: value).map { TextWithVariables(text: $0.typeable) }
    case .secret(let variable): [TextWithVariables(variable: variable)]
    case .array(let elements): elements.flatMap(parts)
    case .object: [value.word]
    }
  }
}
