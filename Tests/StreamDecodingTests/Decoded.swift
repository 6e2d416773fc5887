import StreamDecoding

/// What a decoder made of some parts, in the shape of the fixtures.
struct Decoded: Equatable {
  /// One line a record, for example `event tick "data" id=7` or `value {"a":1}`.
  var records: [String] = []
  var lastEventID = ""
  var reconnectionTime: Int?
  var failure: DecodingFailure?

  init(_ parts: [[UInt8]], with decoder: some RecordDecoder, freshBatches: Bool = true) {
    var decoder = decoder
    var batch = RecordBatch()
    do throws(DecodingFailure) {
      for part in parts {
        let result = part.withUnsafeBytes { bytes in
          Result { () throws(DecodingFailure) in try decoder.decode(bytes, into: &batch) }
        }
        if freshBatches { take(&batch) }
        try result.get()
      }
      try decoder.finish(into: &batch)
    } catch {
      failure = error
    }
    take(&batch)
    lastEventID = String(decoding: decoder.lastEventID, as: UTF8.self)
    reconnectionTime = decoder.reconnectionTime
  }

  init(_ text: String, with decoder: some RecordDecoder) {
    self.init([Array(text.utf8)], with: decoder)
  }

  private mutating func take(_ batch: inout RecordBatch) {
    records += batch.entries.lazy.filter { $0.kind != .discarded }.map { Self.line($0, of: batch) }
    batch.removeAll()
  }

  private static func line(_ entry: RecordBatch.Entry, of batch: RecordBatch) -> String {
    let payload = batch.string(entry.payload)
    switch entry.kind {
    case .value: return "value \(payload)"
    case .text: return "text \(payload)"
    case .comment: return "comment \(payload)"
    case .discarded: return "discarded \(entry.discard?.sentence(of: payload) ?? "")"
    case .invalid: return "invalid \(payload) (\(entry.fault?.sentence ?? "no fault"))"
    case .event:
      let type = entry.type.isEmpty ? "message" : batch.string(entry.type)
      let id = entry.id.isEmpty ? "" : " id=\(batch.string(entry.id))"
      return "event \(type) \(JSONValue.string(payload).text())\(id)"
    }
  }
}

/// The same bytes cut in many ways.
func cuts(of bytes: [UInt8]) -> [[[UInt8]]] {
  [1, 2, 3, 7].map { length in
    stride(from: 0, to: bytes.count, by: length).map {
      Array(bytes[$0..<min($0 + length, bytes.count)])
    }
  } + [[bytes], [[], bytes, []]]
}

extension Decoded {
  /// Decodes `text` in one piece, and asserts nothing: compare with `everyCut`.
  static func everyCut(of bytes: [UInt8], with decoder: some RecordDecoder) -> [Decoded] {
    cuts(of: bytes).flatMap { parts in
      [
        Decoded(parts, with: decoder), Decoded(parts, with: decoder, freshBatches: false),
      ]
    }
  }
}
