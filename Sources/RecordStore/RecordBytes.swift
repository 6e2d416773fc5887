/// One record of a slab where it stands, for as long as the slab's bytes are lent.
struct RecordBytes {
  let header: RecordSlab.Header
  private let bytes: UnsafeRawBufferPointer

  init(_ header: RecordSlab.Header, in bytes: UnsafeRawBufferPointer) {
    self.header = header
    self.bytes = bytes
  }

  var payload: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[header.payload])
  }

  var type: UnsafeRawBufferPointer {
    let start = header.payload.upperBound
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(header.typeCount)])
  }
}

extension RecordSlab.Header {
  /// Where the payload stands in its slab.
  var payload: Range<Int> { Int(start)..<Int(start) + Int(payloadCount) }
}
