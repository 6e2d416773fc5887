/// Why a message is not passed on.
enum MessageFault: Error, Hashable {
  case tooLarge
  case badStartLine
  case badVersion
  case badHeaderLine
  case foldedLine
  case badHost
  case badMethod
  case twoLengths
  case badLength
  case badCoding
  case badChunk
  /// It has come through here before.
  case loop
  /// Somebody asks under a name that is not this machine's.
  case foreignHost(String)

  /// What a client is answered that sent it.
  var status: Int {
    switch self {
    case .tooLarge: 431
    case .badVersion: 505
    case .badCoding: 501
    case .badMethod: 405
    case .loop: 508
    case .foreignHost: 421
    case .badStartLine, .badHeaderLine, .foldedLine, .badHost, .twoLengths, .badLength, .badChunk:
      400
    }
  }

  /// What is wrong, as the rest of a sentence.
  var reason: String {
    switch self {
    case .tooLarge: "its head is larger than \(HeadParser.limit >> 10) KiB"
    case .badStartLine: "its first line is not that of an HTTP message"
    case .badVersion: "it is of no version of HTTP/1"
    case .badHeaderLine: "a header line is not 'name: value'"
    case .foldedLine: "a header line goes on in the next one, which nobody reads alike"
    case .badHost: "it needs one Host, which names a host"
    case .badMethod: "CONNECT and TRACE are not passed on"
    case .twoLengths: "it has two lengths, of which nobody knows which one counts"
    case .badLength: "its Content-Length is no number"
    case .badCoding: "its Transfer-Encoding is something else than chunked"
    case .badChunk: "a chunk of its body has no proper size or end"
    case .loop: "it has come through this proxy before: the target is the proxy itself"
    case .foreignHost(let host):
      "it asks for the host '\(host)', and only this machine may ask; --listen says for whom else"
    }
  }
}
