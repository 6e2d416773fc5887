import StreamClient
import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A network interface of this machine, `eth0` for one.
enum NetworkInterface {
  /// Whether there is one of this name, or the name is an address, which one may have.
  static func isKnown(_ name: String) -> Bool {
    guard !name.isEmpty else { return false }
    if if_nametoindex(name) != 0 { return true }
    let host = name.contains(":") ? "[\(name)]" : name
    return WebURL("http://\(host)/")?.isHostAddress ?? false
  }
}
