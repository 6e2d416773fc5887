/// Cuts requests out of the bytes of a connection: the smallest HTTP/1.1 reader that can tell where
/// a request ends.
struct RequestReader {
  /// More than this unread means the client is not a test's client.
  static let limit = 32 << 20

  private(set) var buffer: [UInt8] = []

  var isOverLimit: Bool { buffer.count > Self.limit }

  mutating func append(_ bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
  }

  /// The next whole request, or nil while some of it is missing.
  mutating func next() -> RecordedRequest? {
    guard let headEnd = firstIndex(of: "\r\n\r\n", from: 0) else { return nil }
    let head = String(decoding: buffer[..<headEnd], as: UTF8.self)
    var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
    let start = lines.removeFirst().split(separator: " ", maxSplits: 2)
    var request = RecordedRequest(
      method: start.first.map(String.init) ?? "",
      target: start.count > 1 ? String(start[1]) : "",
      headers: lines.map(Self.header), body: [])
    guard let (body, end) = body(of: request, from: headEnd + 4) else { return nil }
    request.body = body
    buffer.removeFirst(end)
    return request
  }

  private static func header(_ line: Substring) -> RecordedRequest.Header {
    guard let colon = line.firstIndex(of: ":") else { return .init(name: "", value: String(line)) }
    let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    return .init(name: String(line[..<colon]), value: String(value))
  }

  private func body(of request: RecordedRequest, from start: Int) -> ([UInt8], end: Int)? {
    if request[header: "Transfer-Encoding"]?.lowercased().contains("chunked") == true {
      return chunkedBody(from: start)
    }
    let length = request[header: "Content-Length"].flatMap { Int($0) } ?? 0
    guard length >= 0, length <= buffer.count - start else { return nil }
    return (Array(buffer[start..<start + length]), start + length)
  }

  private func chunkedBody(from start: Int) -> ([UInt8], end: Int)? {
    var body: [UInt8] = []
    var position = start
    while let lineEnd = firstIndex(of: "\r\n", from: position) {
      let line = String(decoding: buffer[position..<lineEnd], as: UTF8.self)
      let digits = line.prefix { $0 != ";" }
      guard let size = Int(digits, radix: 16), size >= 0, size <= Self.limit else { return nil }
      position = lineEnd + 2
      guard size > 0 else {
        return firstIndex(of: "\r\n", from: position).map { (body, $0 + 2) }
      }
      guard position + size + 2 <= buffer.count else { return nil }
      body += buffer[position..<position + size]
      position += size + 2
    }
    return nil
  }

  private func firstIndex(of mark: StaticString, from start: Int) -> Int? {
    let mark = mark.withUTF8Buffer { Array($0) }
    guard start + mark.count <= buffer.count else { return nil }
    return (start...buffer.count - mark.count).first { index in
      buffer[index] == mark[0] && buffer[index..<index + mark.count].elementsEqual(mark)
    }
  }
}
