import StreamDecoding

/// What the events of a stream become, by their names.
///
/// ```swift
/// let notices = EventTypes<Notice>()
///   .on("tick") { event in .tick(event.data) }
///   .on("end") { _ in .end }
/// for try await notice in client.events(request, as: notices) { … }
/// ```
public struct EventTypes<Output: Sendable>: Sendable {
  typealias Reading = @Sendable (RecordBatch.Entry, RecordBatch) throws -> Output?

  private struct Reader: Sendable {
    var type: [UInt8]
    var read: Reading
    /// Whether the data is read as a value, which the stream's end mark isn't.
    var isValue = false
  }

  /// A handful: going through them is faster than making a key of each event's name.
  private var readers: [Reader] = []
  private var fallback: Reader?

  /// No names yet: every event is passed over.
  public init() {}

  /// Reads the events of this name so; `message` stands for those without a name.
  public func on(
    _ type: String, _ make: @escaping @Sendable (StreamEvent) throws -> Output?
  ) -> EventTypes {
    adding(type) { entry, batch in
      guard case .event(let event) = StreamRecord(entry, of: batch) else { return nil }
      return try make(event)
    }
  }

  /// Reads the events of all other names so; without it they are passed over.
  public func otherwise(
    _ make: @escaping @Sendable (StreamEvent) throws -> Output?
  ) -> EventTypes {
    var types = self
    types.fallback = Reader(
      type: [],
      read: { entry, batch in
        guard case .event(let event) = StreamRecord(entry, of: batch) else { return nil }
        return try make(event)
      })
    return types
  }

  func adding(_ type: String, isValue: Bool = false, _ read: @escaping Reading) -> EventTypes {
    var types = self
    let reader = Reader(
      type: type == "message" ? [] : Array(type.utf8), read: read, isValue: isValue)
    types.readers.removeAll { $0.type == reader.type }
    types.readers.append(reader)
    return types
  }

  /// Nil passes the event over. Names are compared byte by byte.
  func read(
    _ entry: RecordBatch.Entry, of batch: RecordBatch, endMark: EndMark
  ) throws -> Output? {
    guard entry.kind == .event else { return nil }
    var type = batch.bytes[entry.type]
    if type.elementsEqual("message".utf8) { type = [] }
    guard let reader = readers.first(where: { $0.type[...] == type }) ?? fallback else {
      return nil
    }
    if reader.isValue, endMark.isData(of: entry, of: batch) { return nil }
    return try reader.read(entry, batch)
  }
}

extension StreamClient {
  /// The events of an sse stream, each as its name says.
  public func events<Output: Sendable>(
    _ request: StreamRequest, as types: EventTypes<Output>,
    options: StreamOptions = StreamOptions()
  ) -> TypedRecords<Output> {
    let endMark = EndMark(options)
    return TypedRecords(client: self, request: request, options: options.refusingFiles) {
      entry, batch in
      try types.read(entry, of: batch, endMark: endMark)
    }
  }
}
