import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct IdleWatchTests {
  @Test func `whatever comes begins the wait anew, and only silence ends it`() async {
    let time = HeldClock()
    let (pieces, expiry) = await IdleWatch.watching(.seconds(4), nil, clock: time.clock) { watch in
      #expect(await eventually { time.waits == [.seconds(4)] })
      var pieces = 0
      for _ in 0..<3 {
        watch?.waiting()
        time.advance(by: .seconds(3))
        if watch?.arrived() == true { pieces += 1 }
      }
      watch?.waiting()
      // It looks at the time that it began with, sees what has come, and waits for the rest.
      #expect(await time.advance(by: .seconds(1)) { Task.isCancelled })
      return pieces
    }
    #expect(pieces == 3)
    #expect(expiry == .silence)
  }
}
