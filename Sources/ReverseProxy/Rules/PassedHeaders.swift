import LocalServer

/// What of a head goes on, and what belongs to one connection alone. Source: RFC 9110, 7.6.1.
extension [HeaderLine] {
  /// Takes away what is the connection's: what is known to be, and what `Connection` names. The
  /// body's framing and an upgrade are said anew by whoever passes the head on.
  mutating func removeConnectionHeaders() {
    let named = elements(of: "connection").filter { $0 != "host" }
    let unwanted = ConnectionHeaders.names.union(named).union(["content-length"])
      .subtracting(["trailer"])
    removeAll { unwanted.contains($0.name.lowercased()) }
  }

  /// Says how the body ends.
  mutating func add(_ framing: BodyFraming) {
    switch framing {
    case .length(let length): append(HeaderLine("Content-Length", "\(length)"))
    case .chunked: append(HeaderLine("Transfer-Encoding", "chunked"))
    case .none, .untilClose: break
    }
  }
}

extension RequestHead {
  /// The request as it goes on to the target, in `framing`.
  ///
  /// One connection for one request: an idle one that its server closes at that very moment would
  /// lose a request that must not be sent twice.
  func passedOn(_ framing: BodyFraming, by addresses: AddressRewriting) -> RequestHead {
    var head = self
    let takesTrailers = lines.elements(of: "te").contains("trailers")
    head.target = addresses.target(target)
    head.lines.removeConnectionHeaders()
    if minorVersion == 0 { head.lines.remove("expect") }
    addresses.rewrite(request: &head.lines)
    head.lines.append(HeaderLine("Via", "1.\(minorVersion) \(addresses.pseudonym)"))
    head.lines.add(framing)
    if asksForWebSocket {
      head.lines.append(HeaderLine("Connection", "Upgrade"))
      head.lines.append(HeaderLine("Upgrade", "websocket"))
    } else if takesTrailers {
      head.lines.append(HeaderLine("Connection", "close, TE"))
      head.lines.append(HeaderLine("TE", "trailers"))
    } else {
      head.lines.append(HeaderLine("Connection", "close"))
    }
    return head
  }
}

extension AnswerHead {
  /// The answer as it goes on to the client. `framing` is how its body is sent, nil for an answer
  /// to HEAD or the like, whose length stays what it was.
  func passedOn(
    _ framing: BodyFraming?, isLast: Bool, by addresses: AddressRewriting
  ) -> AnswerHead {
    var head = self
    let length = lines.first("content-length")
    head.lines.removeConnectionHeaders()
    addresses.rewrite(answer: &head.lines)
    if let framing {
      head.lines.add(framing)
    } else if let length, status >= 200, status != 204 {
      head.lines.append(HeaderLine("Content-Length", length))
    }
    if isLast { head.lines.append(HeaderLine("Connection", "close")) }
    return head
  }

  /// The consent to speak WebSocket.
  func passedOnAsUpgrade(by addresses: AddressRewriting) -> AnswerHead {
    var head = passedOn(nil, isLast: false, by: addresses)
    head.lines.append(HeaderLine("Connection", "Upgrade"))
    head.lines.append(HeaderLine("Upgrade", "websocket"))
    return head
  }
}
