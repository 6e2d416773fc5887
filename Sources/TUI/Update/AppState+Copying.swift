import Endpoints
import RecordStore

extension AppState {
  /// `y`: the record under the cursor; in the callbacks the trace; elsewhere the URL.
  mutating func copy() -> [Effect] {
    switch focus {
    case .endpoints, .request: return copyURL()
    case .callbacks:
      let lines = stream.map { TraceView.text(of: $0) } ?? ""
      return lines.isEmpty ? [] : [.copy(lines)]
    case .records, .detail, .rate:
      guard let stream, let record = stream.current.flatMap(stream.record) else {
        say("there is no record to copy")
        return []
      }
      return [.copy(record.payloadString(limit: .max))]
    }
  }

  /// `Y`: the URL with the values filled in.
  mutating func copyURL() -> [Effect] {
    if let stream { return [.copy(stream.request.url)] }
    guard let draft else { return [] }
    do throws(RequestProblem) {
      return [.copy(try draft.plan(baseURL: baseURL).url)]
    } catch {
      say(error.sentence, isProblem: true)
      return []
    }
  }
}
