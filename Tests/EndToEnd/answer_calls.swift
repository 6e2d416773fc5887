// Makes ordinary calls and downloads of an exported Swift client: answer-calls FOLDER CALLS

import FoundationEssentials
import StreamClient

struct AnswerCall: Decodable {
  let function: String
  let baseUrl: String
}

func outcome(of call: AnswerCall, in folder: String) async -> [String: JSON] {
  let client = Client(baseURL: call.baseUrl)
  do {
    switch call.function {
    case "read_thing": return ["value": try JSON(await client.readThing())]
    case "head_thing":
      _ = try await client.headThing()
      return ["value": .null]
    case "read_said": return ["value": .string(try await client.readSaid())]
    default:
      let file = try await client.readFile(to: .folder(folder))
      let place = URL(filePath: file.path ?? "")
      let text = String(decoding: try Data(contentsOf: place), as: UTF8.self)
      try FileManager.default.removeItem(at: place)
      return ["value": .string(text), "name": .string(file.name)]
    }
  } catch let failure as StreamFailure {
    let status = failure.kind == .status ? failure.status : nil
    let facts = ["error": JSON.string(failure.kind.rawValue)]
    return facts.merging(status.map { ["status": .integer($0)] } ?? [:]) { first, _ in first }
  } catch {
    return ["error": .string(String(reflecting: error))]
  }
}

let calls = try JSONDecoder().decode(
  [String: AnswerCall].self, from: Data(CommandLine.arguments[2].utf8))
var outcomes: [String: JSON] = [:]
for (name, call) in calls {
  outcomes[name] = .object(await outcome(of: call, in: CommandLine.arguments[1]))
}
print(String(decoding: try JSONEncoder().encode(outcomes), as: UTF8.self))
