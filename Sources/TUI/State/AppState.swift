import Endpoints
import RecordStore
import StreamDecoding

/// Everything the program knows and shows. Only `update` and `absorb` change it.
public struct AppState: Sendable {
  /// The screen's size.
  public internal(set) var size: Size
  /// Themes and glyphs.
  public internal(set) var appearance: Appearance
  var target: String
  var clock = Clock()
  var search: Search
  var catalog = Catalog()

  /// A program at its start.
  ///
  /// - Parameters:
  ///   - size: The screen's size.
  ///   - target: What is being looked at, as the user named it, for the top line; "" for nothing.
  ///   - isDiscovering: True when a discovery is under way; its end comes as `.discovered`.
  public init(
    size: Size, appearance: Appearance = Appearance(), target: String, isDiscovering: Bool = true
  ) {
    self.size = size
    self.appearance = appearance
    self.target = target
    self.search = isDiscovering ? .running(steps: []) : .idle
  }

  /// Takes the records that a stream sent since the last call, to be called before drawing.
  /// `elapsed` counts from the program's start. Records of an unknown stream are dropped.
  public mutating func absorb(_ batch: RecordBatch, elapsed: Duration, into id: StreamID) {
  }

  /// How long the program may sleep without a tick: nil for ever, until something happens.
  public var timeToNextTick: Duration? { nil }
}
