import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a server can't listen, as a description for a sentence: "Address already in use".
public struct ListenFailure: Error, CustomStringConvertible {
  /// The system's words, without those of whoever has asked it.
  public let description: String

  init(_ error: any Error) {
    switch error {
    case let error as IOError: description = String(cString: strerror(error.errnoCode))
    case is SocketAddressError.UnknownHost: description = "no address is known for that host"
    default: description = "\(error)"
    }
  }
}
