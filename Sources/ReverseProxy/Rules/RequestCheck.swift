import WebText

/// Whom the proxy serves, and under which names.
struct RequestCheck {
  let target: ProxyTarget
  /// Where it listens, as a URL has it: `127.0.0.1:9000`.
  let listening: String
  /// Whether only this machine may ask: a page of any other name that has itself resolved to this
  /// machine would else read the backend under the name that it trusts.
  let isLocal: Bool
  /// What tells this proxy from another one that listens at an address of the same name: small
  /// letters and digits.
  let mark: String

  /// How addresses are written for this request.
  func addresses(of head: RequestHead) throws(MessageFault) -> AddressRewriting {
    let hosts = head.lines.filter { $0.isNamed("host") }
    guard hosts.count == 1 || (hosts.isEmpty && head.minorVersion == 0) else { throw .badHost }
    let host = hosts.first?.text ?? listening
    guard !host.contains(where: { "/?#@\\".contains($0) }),
      let facing = WebURL("http://\(host)/", toASCII: WebHost.asWritten)
    else { throw .badHost }
    let own = WebURL("http://\(listening)/", toASCII: WebHost.asWritten)
    guard !isLocal || facing.isLoopback || facing.host == own?.host else {
      throw .foreignHost(facing.host)
    }
    let pseudonym = "\(listening) (fluidtop \(mark))"
    guard !head.lines.elements(of: "via").contains(where: { $0.hasSuffix(" " + pseudonym) }) else {
      throw .loop
    }
    let origin = head.lines.first("origin").flatMap { WebURL($0, toASCII: WebHost.asWritten) }
    return AddressRewriting(
      target: target, facing: facing, pseudonym: pseudonym,
      isOfOwnPage: origin?.isSameOrigin(as: facing) ?? false)
  }
}
