import NIOHTTP1

/// The requests of one connection, of whose bodies nobody wants to know anything.
public struct RequestHeads {
  private var head: HTTPRequestHead?

  /// None yet.
  public init() {}

  /// A request that is whole with this part; nil while it isn't.
  public mutating func take(_ part: HTTPServerRequestPart) -> HTTPRequestHead? {
    switch part {
    case .head(let head): self.head = head
    case .body: break
    case .end: return head.take()
    }
    return nil
  }
}
