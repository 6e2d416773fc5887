import NIOHTTP1
import StreamDecoding

/// One endpoint: what it answers, and what the OpenAPI document says of it.
struct Route: Sendable {
  var method: HTTPMethod = .GET
  /// The path, with parameters in braces.
  var path: String
  /// The operation's name.
  var name: String
  var tag: String
  var summary: String
  var parameters: [Parameter] = []
  /// The JSON Schema of its body; nil where it takes none.
  var body: JSONValue?
  /// The response's Media Type Objects, by media type.
  var content: JSONValue
  var respond: @Sendable (Inputs) throws(Refusal) -> DemoResponse

  private var template: [Substring] { path.split(separator: "/") }

  /// The values of the path's parameters, or nil when the path is another one.
  func match(_ segments: [String]) -> [String: String]? {
    guard segments.count == template.count else { return nil }
    var values: [String: String] = [:]
    for (part, segment) in zip(template, segments) {
      if part.first == "{" {
        values[String(part.dropFirst().dropLast())] = segment
      } else if part != segment {
        return nil
      }
    }
    return values
  }

  func response(to request: DemoRequest, pathValues: [String: String]) -> DemoResponse {
    do throws(Refusal) {
      return try respond(try inputs(from: request, pathValues: pathValues))
    } catch {
      return error.response
    }
  }

  private func inputs(
    from request: DemoRequest, pathValues: [String: String]
  ) throws(Refusal) -> Inputs {
    var inputs = Inputs(headers: request.headers)
    var faults: [ValidationFault] = []
    for parameter in parameters {
      let text =
        switch parameter.location {
        case .path: pathValues[parameter.name]
        case .query: request.query.last { $0.name == parameter.name }?.value
        case .header: request.headers.first(name: parameter.name)
        }
      do throws(ValidationFault) {
        inputs.values[parameter.name] = try parameter.read(text)
      } catch {
        faults.append(error)
      }
    }
    if body != nil {
      do throws(RecordFault) {
        inputs.body = try JSONValue(parsing: request.body)
      } catch {
        let fault: ValidationFault =
          request.body.isEmpty ? .missing(["body"]) : .brokenJSON(at: error.offset)
        faults.append(fault)
      }
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return inputs
  }
}

/// A request's values, read and within their bounds, by the names the route declares.
struct Inputs: Sendable {
  var values: [String: JSONValue] = [:]
  var headers: HTTPHeaders
  var body: JSONValue = .null

  func text(_ name: String) -> String {
    values[name]?.stringValue ?? ""
  }

  func integer(_ name: String) -> Int {
    values[name]?.intValue ?? 0
  }

  func number(_ name: String) -> Double {
    values[name]?.doubleValue ?? 0
  }

  /// A count where 0 means without end.
  func count(_ name: String) -> Int? {
    let count = integer(name)
    return count > 0 ? count : nil
  }
}
