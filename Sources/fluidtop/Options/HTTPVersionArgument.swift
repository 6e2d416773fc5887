import ArgumentParser
import StreamClient

/// `--http1.1`, `--http2` or `--http3`.
enum HTTPVersionArgument: EnumerableFlag {
  case http1
  case http2
  case http3

  static func name(for value: HTTPVersionArgument) -> NameSpecification {
    switch value {
    case .http1: .customLong("http1.1")
    case .http2: .customLong("http2")
    case .http3: .customLong("http3")
    }
  }

  static func help(for value: HTTPVersionArgument) -> ArgumentHelp? {
    switch value {
    case .http1: "Speak HTTP/1.1, also to servers that could do more."
    case .http2: "Speak HTTP/2, also without TLS."
    case .http3: "Speak HTTP/3, where libcurl can."
    }
  }

  /// The version; wrong usage where the libcurl of this machine can't speak it.
  func checked() throws -> HTTPVersion {
    // Where there is no library at all, the first request says so.
    if let library = HTTPLibrary(), !library.speaks(version) {
      throw Ending.usage(
        "\(option): the libcurl of this machine (\(library.version)) was built without \(words)")
    }
    return version
  }

  private var version: HTTPVersion {
    switch self {
    case .http1: .http1
    case .http2: .http2
    case .http3: .http3
    }
  }

  private var option: String { self == .http3 ? "--http3" : "--http2" }
  private var words: String { self == .http3 ? "HTTP/3" : "HTTP/2" }
}
