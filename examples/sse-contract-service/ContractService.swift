#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lets third-party suites drive StreamClient: speaks the SSE contract-test protocol.
///
///     sse-contract-service [PORT]      PORT: 8000; 0 takes a free one
///
/// Says `listening on http://127.0.0.1:PORT` once it does, and ends at `DELETE /`.
@main
struct ContractService {
  static func main() async {
    guard let port = port(from: CommandLine.arguments.dropFirst()) else {
      print("usage: sse-contract-service [PORT]")
      exit(64)
    }
    do {
      let routes = ContractRoutes()
      let listener = try await HTTPListener.start(
        port: port, answer: { await routes.answer($0) }, answered: { await routes.answered($0) })
      print("listening on http://127.0.0.1:\(listener.port)")
      fflush(nil)
      await routes.untilToldToEnd()
      await listener.stop()
      await routes.stopAll()
    } catch {
      print("error: port \(port) can't be had (\(error)); give another one")
      exit(1)
    }
  }

  private static func port(from arguments: ArraySlice<String>) -> Int? {
    guard let argument = arguments.first else { return 8000 }
    guard arguments.count == 1, let port = Int(argument), (0...65535).contains(port) else {
      return nil
    }
    return port
  }
}
