/// How much smaller a run's bodies were on their way.
public struct Compression: Hashable, Sendable {
  /// `gzip`
  let coding: String
  /// How many bytes became of each that came; nil where nothing has come.
  let ratio: Double?

  /// - Parameters:
  ///   - coding: What the server did, as it calls it.
  ///   - received: Bytes as they came from the network.
  ///   - decoded: Bytes that became of them.
  public init(coding: String, received: Int, decoded: Int) {
    self.coding = coding
    ratio = received > 0 ? Double(decoded) / Double(received) : nil
  }
}
