import NIOCore
import NIOHTTP1

/// Sends a feed at its pace, and never faster than the client reads.
final class FeedWriter {
  /// Batches written before other connections of the event loop get their turn.
  private static let batchesPerTurn = 8
  /// Paces above 200 a second go in bunches, so that timers stay cheap.
  private static let shortestWait = TimeAmount.milliseconds(5)

  private let feed: Feed
  private let context: ChannelHandlerContext
  private let activity: FeedActivity
  private let started = NIODeadline.now()
  private var next: Int
  private var timer: Scheduled<Void>?
  private var isPumping = false
  private var isOver = false
  private let finish: (Feed.Ending) -> Void

  init(
    _ feed: Feed, on context: ChannelHandlerContext, reportingTo activity: FeedActivity,
    finish: @escaping (Feed.Ending) -> Void
  ) {
    self.feed = feed
    self.context = context
    self.activity = activity
    self.finish = finish
    next = feed.units.lowerBound
  }

  /// Sends what is due, as long as the channel is writable; to be called again when it becomes so.
  func pump() {
    // Flushing can make the channel writable again while the loop below runs.
    guard !isPumping, !isOver else { return }
    isPumping = true
    defer { isPumping = false }
    for _ in 0..<Self.batchesPerTurn {
      guard next < feed.units.upperBound else { return end() }
      guard context.channel.isActive else { return cancel() }
      guard context.channel.isWritable else { return }
      let number = next - feed.units.lowerBound
      let due = feed.pace.due(after: .now() - started)
      guard due > number else { return wait(untilDue: number) }
      send(min(due - number, feed.batch, feed.units.upperBound - next))
    }
    pump(in: .zero)
  }

  /// Sends no more.
  func cancel() {
    isOver = true
    timer?.cancel()
  }

  private func send(_ count: Int) {
    var buffer = context.channel.allocator.buffer(capacity: 32 << 10)
    feed.write(next..<next + count, &buffer)
    next += count
    activity.addUnits(count)
    context.writeAndFlush(
      NIOAny(HTTPServerResponsePart.body(.byteBuffer(buffer))), promise: nil)
  }

  private func wait(untilDue number: Int) {
    let remaining = feed.pace.time(of: number) - (.now() - started)
    pump(in: max(remaining, Self.shortestWait))
  }

  private func pump(in delay: TimeAmount) {
    timer?.cancel()
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { self.pump() }
  }

  private func end() {
    cancel()
    finish(feed.ending)
  }
}
