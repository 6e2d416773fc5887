import CCurl

/// How a transfer failed, as libcurl says it; nothing of it is of the thread any more.
struct TransferReport: Sendable {
  var code: CURLcode
  /// libcurl's own words; they may quote what the server sent.
  var words: String
  /// Whether the answer's head had come.
  var isAnswered: Bool
  /// The `errno` of the last call that failed; 0 where there was none.
  var systemCode: Int32
  /// What the proxy answered to being asked for a tunnel; 0 where it wasn't.
  var proxyStatus: Int
  /// Whether a connection was made.
  var isConnected: Bool

  init(code: CURLcode, words: String, isAnswered: Bool, of easy: UnsafeMutableRawPointer) {
    self.code = code
    self.words = words
    self.isAnswered = isAnswered
    systemCode = Int32(truncatingIfNeeded: ccurl_number(easy, CURLINFO_OS_ERRNO))
    proxyStatus = ccurl_number(easy, CURLINFO_HTTP_CONNECTCODE)
    isConnected = ccurl_microseconds(easy, CURLINFO_CONNECT_TIME_T) > 0
  }
}
