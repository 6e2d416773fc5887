import ClientExport
import StreamDecoding

@testable import Discovery
@testable import Endpoints

/// Documents of strangers: read or refused, and everything that is made of one is made in bounded time
/// and shows no control character.
enum DocumentFuzzing {
  static func take(openAPI input: [UInt8]) {
    do throws(OpenAPIFailure) {
      check(try OpenAPIDocument(parsing: input))
    } catch {
      _ = error
    }
  }

  static func take(yaml input: [UInt8]) {
    do throws(OpenAPIFailure) {
      let value = try YAMLReader.value(of: input)
      // JSON is YAML, so what was read can be written and read again.
      let text = value.text()
      require((try? JSONValue(parsing: text)) == value, "no JSON: \(text)")
      if let document = try? OpenAPIDocument(root: value) { check(document) }
    } catch {
      if case .notYAML(let line, let problem) = error {
        require(line >= 0 && problem.isHarmless, "\(line): \(problem)")
      }
    }
  }

  private static func check(_ document: OpenAPIDocument) {
    let catalog = document.catalog(at: "fuzz.json")
    for warning in catalog.warnings {
      require(warning.isHarmless, "a control character in the warning: \(warning)")
    }
    let listed = catalog.listJSON(all: true).text()
    require((try? JSONValue(parsing: listed)) != nil, "no JSON: \(listed)")
    for endpoint in catalog.endpoints.prefix(8) {
      for item in endpoint.evidence {
        require(item.detail.isHarmless, "a control character in the evidence: \(item.detail)")
      }
      for filling in [BodyDraft.Filling.form, .example] {
        guard let body = endpoint.body else { continue }
        _ = BodyDraft.value(for: body, of: endpoint, models: catalog.models, filling: filling)
      }
      let plan = endpoint.outline(baseURL: "http://host", values: []) { "$" + $0.name }
      require(plan.headerLines.allSatisfy { !$0.value.utf8.contains(0x0A) }, "\(plan.headerLines)")
      _ = (plan.url, endpoint.problems([("a", "1")]))
    }
    _ = catalog.secretNames
  }

  /// The first line is a schema, the second a value.
  static func take(schema input: [UInt8]) {
    let halves = input.split(separator: 0x0A, maxSplits: 1)
    guard let schema = halves.first.flatMap({ try? JSONValue(parsing: Array($0)) }) else { return }
    let models = schema["models"]?.objectValue ?? [:]
    for filling in [BodyDraft.Filling.form, .example] {
      _ = BodyDraft.value(for: schema, models: models, filling: filling)
    }
    _ = SchemaDialect.modern(schema)
    guard let text = halves.dropFirst().first, let value = try? JSONValue(parsing: Array(text))
    else { return }
    let breaches = SchemaCheck.breaches(of: value, in: schema, models: models) { _, _ in true }
    require(breaches.count <= 100, "\(breaches.count) things are wrong")
    let inference = SchemaInference()
    inference.take(value)
    let inferred = inference.schema
    let wrong = SchemaCheck.breaches(of: value, in: inferred, models: [:])
    require(wrong.isEmpty, "\(value.text()) doesn't fit \(inferred.text()): \(wrong)")
  }

  /// The first byte chooses the language, the rest is the document.
  static func take(export input: [UInt8]) {
    guard let first = input.first,
      let document = try? OpenAPIDocument(parsing: Array(input.dropFirst()))
    else { return }
    let languages = ExportLanguage.allCases
    let language = languages[Int(first) % languages.count]
    let catalog = document.catalog(at: "fuzz.json")
    let subject = ExportSubject(Array(catalog.endpoints.prefix(20)), of: catalog)
    let code = ClientCode.text(of: subject, in: language)
    require(code.hasSuffix("\n"), "no line end")
    require(code == ClientCode.text(of: subject, in: language), "another text the second time")
    if language == .openapi || language == .json {
      require((try? JSONValue(parsing: code)) != nil, "no JSON: \(code)")
    } else {
      let stray = code.unicodeScalars.first { $0.isControl && $0 != "\n" && $0 != "\t" }
      require(stray == nil, "\(language) holds U+\(String(stray?.value ?? 0, radix: 16))")
    }
    for endpoint in catalog.endpoints.prefix(2) {
      _ = ClientCode.text(of: ExportSubject(call: endpoint, of: catalog), in: language)
    }
  }
}
