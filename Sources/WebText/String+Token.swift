extension String {
  /// Whether it is a token, as methods and the names of headers are; any other would break a
  /// request, or be refused. Source: RFC 9110, 5.6.2.
  public var isToken: Bool {
    !isEmpty && utf8.allSatisfy { (0x21...0x7E).contains($0) && !Self.notInTokens.contains($0) }
  }

  private static let notInTokens = Array("\"(),/:;<=>?@[\\]{}".utf8)
}
