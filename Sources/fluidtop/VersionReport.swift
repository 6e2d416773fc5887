import StreamClient

/// `fluidtop --version --verbose`: the version, and what the libcurl of this machine can do, a line
/// each: what a report of a bug has to say.
enum VersionReport {
  /// Whether the arguments ask for it. `--version` alone doesn't: it is answered without libcurl.
  static func isWanted(by arguments: some Collection<String>) -> Bool {
    arguments.contains("--version") && arguments.contains { $0 == "-v" || $0 == "--verbose" }
      && arguments.allSatisfy(["--version", "-v", "--verbose"].contains)
  }

  static var text: String {
    lines(HTTPLibrary(), codings: HTTPLibrary.contentCodings).joined(separator: "\n") + "\n"
  }

  static func lines(_ library: HTTPLibrary?, codings: [String]) -> [String] {
    guard let library else {
      return [Version.text, "libcurl: none of 7.88 or newer; install libcurl4"]
    }
    let features = ["HTTP/2", "HTTP/3", "IDN", "Negotiate"].map { ($0, library.features) }
    let known = features + ["brotli", "zstd"].map { ($0, codings.map(name(ofCoding:))) }
    return [Version.text, "libcurl \(library.version)", "TLS: \(library.tls ?? "none")"]
      + known.map { "\($0.0): \($0.1.contains($0.0) ? "yes" : "no")" }
  }

  private static func name(ofCoding coding: String) -> String {
    coding == "br" ? "brotli" : coding
  }
}
