import NIOHTTP1
import StreamDecoding

/// An answer that says no, worded as FastAPI words it: clients are written against that.
enum Refusal: Error {
  /// `{"detail": "…"}`
  case detail(HTTPResponseStatus, String)
  /// Status 422 with a list of what is wrong where.
  case invalid([ValidationFault])
  /// Another method than the path knows.
  case method(allowed: [HTTPMethod])

  static let notFound = Refusal.detail(.notFound, "Not Found")

  var response: DemoResponse {
    switch self {
    case .detail(let status, let detail):
      return .json(["detail": .string(detail)], status: status)
    case .invalid(let faults):
      return .json(
        ["detail": .array(faults.map { .object($0.document) })], status: .unprocessableEntity)
    case .method(let allowed):
      var response = DemoResponse.json(["detail": "Method Not Allowed"], status: .methodNotAllowed)
      response.headers.add(name: "Allow", value: allowed.map(\.rawValue).joined(separator: ", "))
      return response
    }
  }
}

/// One entry of FastAPI's list of validation errors, in Pydantic's words.
struct ValidationFault: Error {
  var document: JSONObject

  /// `input` is the object that lacks it, null outside of bodies.
  static func missing(_ location: [String], input: JSONValue = nil) -> ValidationFault {
    .init("missing", location, "Field required", input: input)
  }

  static func integer(_ location: [String], input: String) -> ValidationFault {
    .init(
      "int_parsing", location,
      "Input should be a valid integer, unable to parse string as an integer",
      input: .string(input))
  }

  static func number(_ location: [String], input: String) -> ValidationFault {
    .init(
      "float_parsing", location,
      "Input should be a valid number, unable to parse string as a number",
      input: .string(input))
  }

  static func string(_ location: [String], input: JSONValue) -> ValidationFault {
    .init("string_type", location, "Input should be a valid string", input: input)
  }

  static func choice(
    _ location: [String], _ choices: [String], input: String
  ) -> ValidationFault {
    let quoted = choices.map { "'\($0)'" }
    let last = quoted.last ?? ""
    let expected =
      quoted.count > 1 ? "\(quoted.dropLast().joined(separator: ", ")) or \(last)" : last
    var fault = ValidationFault(
      "literal_error", location, "Input should be \(expected)", input: .string(input))
    fault.document["ctx"] = ["expected": .string(expected)]
    return fault
  }

  static func brokenJSON(at offset: Int) -> ValidationFault {
    var fault = ValidationFault("json_invalid", ["body"], "JSON decode error", input: [:])
    fault.document = [
      "type": "json_invalid", "loc": ["body", .number(offset)], "msg": "JSON decode error",
      "input": [:],
    ]
    return fault
  }

  private init(_ type: String, _ location: [String], _ message: String, input: JSONValue) {
    document = [
      "type": .string(type), "loc": .array(location.map(JSONValue.string)),
      "msg": .string(message), "input": input,
    ]
  }
}
