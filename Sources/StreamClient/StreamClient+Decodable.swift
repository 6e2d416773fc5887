import StreamDecoding

extension StreamClient {
  /// A stream's records as values of a `Decodable` type: JSON records, or the data of events.
  ///
  /// ```swift
  /// struct Row: Decodable, Sendable { var name: String; var value: Double }
  /// for try await row in client.records(request, of: Row.self) { … }
  /// ```
  ///
  /// A record that doesn't fit the type ends the stream as `invalidRecord`; the mark at its end
  /// (`[DONE]`, for example) is no row, and passed over.
  public func records<Row: Decodable & Sendable>(
    _ request: StreamRequest, of type: Row.Type, options: StreamOptions = StreamOptions()
  ) -> TypedRecords<Row> {
    records(request, options: options) { try JSONRecordDecoder().decode(type, from: $0) }
  }
}

extension EventTypes {
  /// Reads the data of events of this name as JSON of a `Decodable` type; an event whose data is
  /// the stream's `endData` is no value, and passed over.
  ///
  /// ```swift
  /// let notices = EventTypes<Notice>()
  ///   .on("tick", of: Tick.self) { .tick($0) }
  ///   .on("alarm", of: Alarm.self) { .alarm($0) }
  /// ```
  public func on<Item: Decodable & Sendable>(
    _ name: String, of type: Item.Type, _ make: @escaping @Sendable (Item) throws -> Output?
  ) -> EventTypes {
    adding(name, isValue: true) { entry, batch in
      try make(JSONRecordDecoder().decode(type, from: batch.bytes[entry.payload]))
    }
  }
}
