import Recordings
import WebText

/// Where a record ends in a body of which every line is one, or of events.
struct RecordEnds {
  private let isEventStream: Bool
  /// Of other bodies nobody knows the records: what came at once is one.
  private let isKnown: Bool
  private var lineIsEmpty = true
  /// Something of a record was sent, and its end was not.
  private var isWithin = false

  init(_ head: RecordedHead?) {
    let type = MediaType(head?.header("Content-Type"))
    isEventStream = type.isEventStream
    isKnown =
      (isEventStream || type.isJSONLines || type.isText)
      && head?.header("Content-Encoding") == nil
  }

  /// How many bytes are left of the record in which one is; nil where these don't end it.
  mutating func end(in bytes: ArraySlice<UInt8>) -> Int? {
    guard isKnown else { return bytes.count }
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else {
        // A comment is no record.
        if lineIsEmpty, !isEventStream || byte != UInt8(ascii: ":") { isWithin = true }
        lineIsEmpty = false
        continue
      }
      if byte == 0x0D, index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
      let isEnd = isWithin && (lineIsEmpty || !isEventStream)
      lineIsEmpty = true
      if isEnd {
        isWithin = false
        return index - bytes.startIndex
      }
    }
    return nil
  }

  /// Takes note of what is sent without a look at its records; its end tells where one is.
  mutating func pass(_ bytes: ArraySlice<UInt8>) {
    guard isKnown, let last = bytes.last else { return }
    lineIsEmpty = last == 0x0A || last == 0x0D
    let before = bytes.dropLast()
    let isPair = last == 0x0A && before.last == 0x0D
    let line = isPair ? before.dropLast() : before
    isWithin =
      isEventStream && !(lineIsEmpty && (line.last == 0x0A || line.last == 0x0D))
      || !lineIsEmpty
  }
}
