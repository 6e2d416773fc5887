extension SwiftRuntime {
  /// Events, whose data is read when it is asked for.
  static let events = #"""
    /// Events, one after the other; leaving the loop closes the connection.
    struct Events<Value: Decodable & Sendable>: AsyncSequence, Sendable {
      struct Event: Sendable {
        let type: String
        let data: String
        let lastEventID: String

        /// The data, decoded.
        func value() throws -> Value { try value(as: Value.self) }

        /// The same as another type, for events that differ by their names.
        func value<Other: Decodable>(as type: Other.Type) throws -> Other {
          try JSONDecoder().decode(type, from: Data(data.utf8))
        }
      }

      struct Iterator: AsyncIteratorProtocol {
        fileprivate var records: StreamRecords.Iterator

        mutating func next() async throws -> Event? {
          while let record = try await records.next() {
            guard case .event(let event) = record else { continue }
            return Event(type: event.type, data: event.data, lastEventID: event.lastEventID)
          }
          return nil
        }
      }

      fileprivate let records: StreamRecords

      func makeAsyncIterator() -> Iterator { Iterator(records: records.makeAsyncIterator()) }
    }

    """#
}
