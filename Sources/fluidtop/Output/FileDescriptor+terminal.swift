import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FileDescriptor {
  /// Whether a person may be looking.
  var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Columns of the terminal; nil where there is none.
  var columns: Int? {
    var window = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return nil }
    return Int(window.ws_col)
  }

  /// Waits, at most a tenth of a second, until a descriptor that somebody made non-blocking takes bytes again.
  func waitUntilWritable() {
    var poller = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
    _ = poll(&poller, 1, 100)
  }
}
