import CCompression
import WebText

/// What a server did to a body to make it smaller. Source: RFC 9110, 8.4.1; RFC 9659.
enum ContentCoding: String, Sendable, CaseIterable {
  case gzip
  /// In zlib's frame, as it should be, or bare, as some servers send it.
  case deflate
  case br
  case zstd

  /// As many as curl undoes; each more lets a byte of the body become a thousand.
  static let longestChain = 5

  var isBuiltIn: Bool {
    switch self {
    case .gzip, .deflate: true
    case .br: ccompression_knows(CCOMPRESSION_BROTLI)
    case .zstd: ccompression_knows(CCOMPRESSION_ZSTD)
    }
  }

  private init?(name: some StringProtocol) {
    let name = name.lowercased()
    // The older name means the same. Source: RFC 9110, 8.4.1.3.
    guard let coding = Self(rawValue: name == "x-gzip" ? "gzip" : name), coding.isBuiltIn else {
      return nil
    }
    self = coding
  }

  /// The codings of a `Content-Encoding` in the order in which they were applied.
  ///
  /// Empty where the body is as it is. Nil where one of them isn't known or there are too many: the
  /// body is then passed on as it comes, for `utf-8`, `none` or `aws-chunked` mostly stand above
  /// bodies that nothing was done to. Source: Fetch, "handle content codings".
  static func chain(of contentEncoding: String?) -> [ContentCoding]? {
    let names = (contentEncoding ?? "").split(separator: ",").map { $0.trimmingSpaces() }
      .filter { !$0.isEmpty && $0.lowercased() != "identity" }
    let chain = names.compactMap { ContentCoding(name: $0) }
    return chain.count == names.count && chain.count <= longestChain ? chain : nil
  }
}
