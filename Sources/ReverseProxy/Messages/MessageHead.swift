/// What stands above a request's body.
struct RequestHead: Hashable {
  var method: String
  /// As it was written.
  var target: [UInt8]
  /// 0 or 1, behind `HTTP/1.`.
  var minorVersion: Int
  var lines: [HeaderLine]

  /// Whether the client would send another request on this connection. Source: RFC 9112, 9.3.
  var isKeptAlive: Bool {
    minorVersion == 1 && !lines.elements(of: "connection").contains("close")
  }

  /// Source: RFC 6455, 4.1.
  var asksForWebSocket: Bool {
    method == "GET" && minorVersion == 1 && lines.elements(of: "connection").contains("upgrade")
      && lines.elements(of: "upgrade") == ["websocket"]
  }

  var bytes: [UInt8] {
    var bytes = Array(method.utf8) + [0x20] + target + Array(" HTTP/1.1\r\n".utf8)
    lines.write(to: &bytes)
    return bytes + Array("\r\n".utf8)
  }
}

/// What stands above an answer's body.
struct AnswerHead: Hashable {
  var status: Int
  var reason: [UInt8]
  var minorVersion: Int
  var lines: [HeaderLine]

  var bytes: [UInt8] {
    var bytes = Array("HTTP/1.1 \(status) ".utf8) + reason + Array("\r\n".utf8)
    lines.write(to: &bytes)
    return bytes + Array("\r\n".utf8)
  }
}
