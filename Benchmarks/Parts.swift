import StreamDecoding

/// Feeds a stream to a decoder as a socket would: part by part, a batch reused.
struct Parts {
  var bytes: [UInt8]
  var size: Int

  /// Decodes the whole stream; `take` sees each batch.
  func decode(
    as format: StreamFormat, recordLimit: Int = 64 << 20, take: (borrowing RecordBatch) -> Void
  ) throws(DecodingFailure) {
    var decoder = StreamDecoder(format: format, recordLimit: recordLimit)
    var batch = RecordBatch()
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(DecodingFailure) in
        var start = 0
        while start < bytes.count {
          let end = min(start + size, bytes.count)
          try decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), into: &batch)
          take(batch)
          batch.removeAll()
          start = end
        }
        try decoder.finish(into: &batch)
        take(batch)
      }
    }
    try result.get()
  }

  /// Decodes the whole stream and returns how many records there were.
  func count(as format: StreamFormat) throws(DecodingFailure) -> Int {
    var count = 0
    try decode(as: format) { count += $0.entries.count }
    return count
  }
}
