import CCurl
import WebText

/// What an easy handle is told before it starts, and what of it must live as long as the handle.
///
/// Made, used and freed on the transport's thread; see `TransferHandle`.
struct TransferOptions {
  private let order: TransferOrder
  private let easy: UnsafeMutableRawPointer
  private let words: UnsafeMutablePointer<CChar>
  private var lists: [UnsafeMutablePointer<curl_slist>] = []

  /// How much of the body one call to the system takes, in bytes. libcurl makes up to a hundred
  /// such calls before it looks up, while there is more, and looks up twice before it returns: of a
  /// stream, whose reader waits for that on the same thread, larger parts leave the processor's
  /// caches, and cost more in page faults than the calls do. A file's reader takes them meanwhile.
  private var readingSize: Int { order.request.isForStream ? 8 << 10 : 32 << 10 }

  /// What comes of a stream in one go at the most, in bytes.
  static let mostInOneReading = 202 * (8 << 10)

  init(_ order: TransferOrder, for easy: UnsafeMutableRawPointer) {
    self.order = order
    self.easy = easy
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  /// What libcurl says of a failure, in its own words; empty where it says nothing.
  var errorText: String { String(cString: words) }

  /// Once, when the handle is gone.
  func free() {
    words.deallocate()
    for list in lists { ccurl_free_list(list) }
  }

  mutating func apply(cookies: UnsafeMutableRawPointer?) {
    _ = ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, words)
    setAddress()
    setConnection()
    setTLS()
    setProxy()
    guard !order.isConnectionOnly else { return }
    setRequest()
    setLogin()
    if order.usesCookieJar, let cookies {
      _ = ccurl_set_pointer(easy, CURLOPT_SHARE, cookies)
      set(CURLOPT_COOKIEFILE, "")
    }
  }

  private func set(_ option: CURLoption, _ number: Int) {
    _ = ccurl_set_number(easy, option, number)
  }

  private func set(_ option: CURLoption, _ text: String) {
    _ = ccurl_set_text(easy, option, text)
  }

  private func setAddress() {
    set(CURLOPT_URL, order.request.url.href)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    // The URL is the standard's already: dots stay as they are.
    set(CURLOPT_PATH_AS_IS, 1)
    if let path = order.unixSocket {
      set(CURLOPT_UNIX_SOCKET_PATH, path)
    }
  }

  private mutating func setConnection() {
    let configuration = order.configuration
    set(CURLOPT_NOSIGNAL, 1)
    // Else a host name that nobody answers for would keep the thread until its time-out, when its
    // transfer is given up.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_BUFFERSIZE, readingSize)
    set(CURLOPT_CONNECTTIMEOUT_MS, max(1, configuration.connectTimeout.wholeMilliseconds))
    // Bytes as they come: a `Transfer-Encoding: gzip` would be undone here without our limits.
    set(CURLOPT_HTTP_CONTENT_DECODING, 0)
    ccurl_close_on_exec(easy)
    // A network that is gone says nothing by itself.
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_HTTP_VERSION, configuration.httpVersion.number(for: order.request.url))
    let use = order.request.connection
    if use == .own { set(CURLOPT_FRESH_CONNECT, 1) }
    // Not over TLS: a body's end is told from a loss of HTTP/2 by the connection that it leaves.
    if use != .shared, !order.maySpeakHTTP2 { set(CURLOPT_FORBID_REUSE, 1) }
    if let name = configuration.networkInterface { set(CURLOPT_INTERFACE, name) }
    setList(CURLOPT_RESOLVE, rootedLoopback + configuration.resolve)
    if order.isConnectionOnly { set(CURLOPT_CONNECT_ONLY, 1) }
  }

  /// Where names of this machine lead that a dot ends: libcurl knows them without it alone, and would
  /// ask the network. Source: RFC 6761, 6.3.
  private var rootedLoopback: [String] {
    let url = order.request.url
    guard url.isLoopback, url.host.hasSuffix("."), let port = url.effectivePort else { return [] }
    return ["\(url.host):\(port):127.0.0.1,[::1]"]
  }

  private func setTLS() {
    let configuration = order.configuration
    if configuration.insecure {
      set(CURLOPT_SSL_VERIFYPEER, 0)
      set(CURLOPT_SSL_VERIFYHOST, 0)
    }
    if let path = configuration.caCertificatePath { set(CURLOPT_CAINFO, path) }
    if let certificate = configuration.clientCertificate {
      set(CURLOPT_SSLCERT, certificate.path)
      if let key = certificate.keyPath { set(CURLOPT_SSLKEY, key) }
    }
  }

  private func setProxy() {
    // Empty, or libcurl would read the environment by rules of its own.
    set(CURLOPT_PROXY, order.proxy?.url ?? "")
    set(CURLOPT_NOPROXY, "")
    guard let proxy = order.proxy else { return }
    // A tunnel: a stream isn't the proxy's to read, and to hold back.
    set(CURLOPT_HTTPPROXYTUNNEL, 1)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    if let user = proxy.user {
      set(CURLOPT_PROXYUSERNAME, user)
      set(CURLOPT_PROXYPASSWORD, proxy.password ?? "")
    }
  }

  private func setLogin() {
    switch order.configuration.netrc {
    case .none: break
    case .home: set(CURLOPT_NETRC, Int(CURL_NETRC_OPTIONAL.rawValue))
    case .file(let path):
      set(CURLOPT_NETRC, Int(CURL_NETRC_OPTIONAL.rawValue))
      set(CURLOPT_NETRC_FILE, path)
    }
    guard let login = order.login else { return }
    set(CURLOPT_HTTPAUTH, login.scheme == .digest ? ccurl_auth_digest() : ccurl_auth_negotiate())
    set(CURLOPT_USERNAME, login.user)
    set(CURLOPT_PASSWORD, login.password)
  }

  private mutating func setRequest() {
    let request = order.request
    switch request.body {
    case .bytes(let bytes): setBody(bytes)
    case .content(_, let length):
      set(CURLOPT_POST, 1)
      _ = ccurl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, Int64(length))
    case nil: if request.method == "POST" { setBody([]) }
    }
    // Last, since a body to send would have libcurl wait for one that never comes.
    if request.method == "HEAD" { set(CURLOPT_NOBODY, 1) }
    set(CURLOPT_CUSTOMREQUEST, request.method)
    setList(CURLOPT_HTTPHEADER, headerLines(of: request))
  }

  private func setBody(_ bytes: [UInt8]) {
    set(CURLOPT_POST, 1)
    _ = ccurl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, Int64(bytes.count))
    bytes.withUnsafeBytes { bytes in
      _ = ccurl_set_pointer(
        easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
  }

  /// In libcurl's form: `Name;` is a line without a value, and `Name:` takes away one of its own.
  private func headerLines(of request: OutgoingRequest) -> [String] {
    var lines = request.headers.map { field in
      field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
    }
    for own in ["Expect", "Content-Type", "Accept"] where request.headers.first(own) == nil {
      lines.append("\(own):")
    }
    return lines
  }

  private mutating func setList(_ option: CURLoption, _ lines: [String]) {
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines { list = ccurl_append(list, line) }
    guard let list else { return }
    lists.append(list)
    _ = ccurl_set_list(easy, option, list)
  }
}

extension HTTPVersion {
  /// Over plain TCP nobody can ask which version the other side speaks.
  fileprivate func number(for url: WebURL) -> Int {
    let isSecure = url.scheme == "https"
    return switch self {
    case .automatic: Int(isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
    case .http1: Int(CURL_HTTP_VERSION_1_1)
    case .http2: Int(isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE)
    case .http3: Int(CURL_HTTP_VERSION_3)
    }
  }
}
