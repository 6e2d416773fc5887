import StreamDecoding

/// What `fluid.config.json` says of where the backend is.
///
/// Source: FluidKit 0.2's configuration: `backend`, and per environment a `mode` (`separate`: the
/// browser asks the backend itself; `unified`: it asks the front end, which passes on) and the
/// `apiUrl` that goes with it.
struct FluidConfiguration: Equatable {
  /// `http://host:port`, of the environment that `target` names, else of `backend`.
  var server: String

  static let fileName = "fluid.config.json"

  /// Nil where the bytes are no JSON object.
  init?(parsing bytes: [UInt8]) {
    guard let root = try? JSONValue(parsing: bytes), root.objectValue != nil else { return nil }
    let target = root["target"]?.stringValue ?? "development"
    let environment = root["environments"]?[target]
    if environment?["mode"]?.stringValue != "unified",
      let url = environment?["apiUrl"]?.stringValue, url.hasPrefix("http")
    {
      server = url
      return
    }
    let host = root["backend"]?["host"]?.stringValue ?? "localhost"
    let port = root["backend"]?["port"]?.intValue ?? 8000
    // A server listens on every address under these; a client needs one of them.
    server = "http://\(["0.0.0.0", "::", ""].contains(host) ? "localhost" : host):\(port)"
  }
}
