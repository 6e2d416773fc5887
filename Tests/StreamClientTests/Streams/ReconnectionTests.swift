import Testing

@testable import StreamClient

/// The rules as scripts with a clock that only the script moves.
@Suite struct ReconnectionTests {
  private struct Script {
    var machine: Reconnection
    var now = ContinuousClock.now
    var serverRetry: Int?
    var jitter = 0.0

    init(
      _ policy: ReconnectPolicy = .always, delay: Duration = .seconds(3), known: Bool = false,
      limit: Int? = nil
    ) {
      machine = Reconnection(
        policy: policy, initialDelay: delay, isKnownAsEvents: known, limit: limit)
    }

    mutating func open(for duration: Duration = .seconds(1)) {
      machine.opened(at: now, asEvents: true)
      now += duration
    }

    mutating func end(_ ending: Reconnection.Ending) -> Reconnection.Step {
      machine.ended(ending, serverRetry: serverRetry, at: now, jitter: jitter)
    }
  }

  @Test(arguments: ReconnectPolicy.allCases)
  func `a first connection that fails isn't tried again`(policy: ReconnectPolicy) {
    var script = Script(policy)
    #expect(script.end(.lost) == .fail)
    #expect(script.end(.answered(status: 503, retryAfter: nil)) == .fail)
  }

  @Test func `a first connection is tried again where events are expected`() {
    var script = Script(known: true)
    #expect(script.end(.lost) == .retry(after: .seconds(3)))
    #expect(script.end(.answered(status: 503, retryAfter: nil)) == .fail)
  }

  @Test func `other kinds end as they end`() {
    var machine = Reconnection(policy: .always, initialDelay: .zero, isKnownAsEvents: false)
    machine.opened(at: .now, asEvents: false)
    #expect(machine.ended(.clean, serverRetry: nil, at: .now, jitter: 0) == .complete)
    #expect(machine.ended(.lost, serverRetry: nil, at: .now, jitter: 0) == .fail)
  }

  @Test func `a stream that opens each time is tried again after the plain delay`() {
    var script = Script()
    for _ in 0..<5 {
      script.open()
      #expect(script.end(.lost) == .retry(after: .seconds(3)))
    }
  }

  @Test func `attempts that fail back off to 30 seconds`() {
    var script = Script()
    script.jitter = 1
    script.open()
    let steps = (0..<7).map { _ in script.end(.lost) }
    #expect(steps == [3, 6, 12, 24, 30, 30, 30].map { .retry(after: .seconds($0)) })
  }

  @Test func `jitter draws from the upper half, never below the plain delay`() {
    var script = Script()
    script.open()
    let steps = (0..<7).map { _ in script.end(.lost) }
    #expect(steps == [3, 3, 6, 12, 15, 15, 15].map { .retry(after: .seconds($0)) })
  }

  @Test func `without a delay of its own, a server that is down is not asked without a pause`() {
    var script = Script(delay: .zero)
    script.jitter = 1
    script.open()
    let steps = (0..<4).map { _ in script.end(.lost) }
    #expect(steps == [0, 200, 400, 800].map { .retry(after: .milliseconds($0)) })
  }

  @Test func `a stable minute resets the back-off, less does not`() {
    var script = Script()
    script.jitter = 1
    script.open()
    for _ in 0..<3 { _ = script.end(.lost) }
    script.open(for: .seconds(59))
    #expect(script.end(.lost) == .retry(after: .seconds(12)))
    script.open(for: .seconds(60))
    #expect(script.end(.lost) == .retry(after: .seconds(3)))
  }

  @Test(arguments: [
    (0, Duration.milliseconds(100)), (100, .milliseconds(100)), (2500, .milliseconds(2500)),
    (300_001, .seconds(300)), (Int.max, .seconds(300)),
  ])
  func `the server's retry is kept between 100 ms and 5 minutes`(retry: Int, delay: Duration) {
    var script = Script()
    script.serverRetry = retry
    script.open()
    #expect(script.end(.clean) == .retry(after: delay))
  }

  @Test func `a server's retry above 30 seconds isn't shortened by the back-off`() {
    var script = Script()
    script.serverRetry = 60_000
    script.open()
    _ = script.end(.lost)
    #expect(script.end(.lost) == .retry(after: .seconds(60)))
  }

  @Test(arguments: [408, 429, 500, 502, 503, 504])
  func `a passing status on a reconnect is tried again`(status: Int) {
    var script = Script()
    script.open()
    _ = script.end(.clean)
    #expect(
      script.end(.answered(status: status, retryAfter: .seconds(90)))
        == .retry(after: .seconds(90)))
    #expect(
      script.end(.answered(status: status, retryAfter: .seconds(1))) == .retry(after: .seconds(6)))
  }

  @Test(arguments: [200, 301, 400, 401, 403, 404, 410, 501])
  func `any other status on a reconnect fails`(status: Int) {
    var script = Script()
    script.open()
    _ = script.end(.clean)
    #expect(script.end(.answered(status: status, retryAfter: .seconds(1))) == .fail)
  }

  @Test func `204 on a reconnect completes`() {
    var script = Script()
    script.open()
    _ = script.end(.lost)
    #expect(script.end(.answered(status: 204, retryAfter: nil)) == .complete)
  }

  @Test func `a clean end completes but for the policy always`() {
    for policy in [ReconnectPolicy.onFailure, .never] {
      var script = Script(policy)
      script.open()
      #expect(script.end(.clean) == .complete)
    }
  }

  @Test func `a fatal end fails whatever the policy`() {
    var script = Script()
    script.open()
    #expect(script.end(.fatal) == .fail)
  }

  /// `o`: a stream opens and is lost; `f`: an attempt fails; `b`: one is answered by 503. What each
  /// leads to: `r` another attempt, `g` giving up, `c` the end.
  @Test(arguments: [
    (0, "o", "g"), (1, "of", "rg"), (2, "off", "rrg"), (2, "offf", "rrgg"), (2, "obb", "rrg"),
    (1, "ooo", "rrr"), (2, "ofofoff", "rrrrrrg"), (3, "offf", "rrrg"),
  ])
  func `so many attempts in a row may fail`(limit: Int, happens: String, follows: String) {
    var script = Script(.onFailure, limit: limit)
    var steps = ""
    for event in happens {
      if event == "o" { script.open() }
      switch script.end(event == "b" ? .answered(status: 503, retryAfter: nil) : .lost) {
      case .retry: steps += "r"
      case .giveUp(let attempts):
        #expect(attempts == limit)
        steps += "g"
      case .complete, .fail: steps += "c"
      }
    }
    #expect(steps == follows)
  }

  @Test func `the first connection of a stream of events is no attempt to connect again`() {
    var script = Script(known: true, limit: 1)
    #expect(script.end(.lost) == .retry(after: .seconds(3)))
    #expect(script.end(.lost) == .giveUp(attempts: 1))
  }

  @Test func `where nothing may be connected again a clean end is the end`() {
    var script = Script(.always, limit: 0)
    script.open()
    #expect(script.end(.clean) == .complete)
  }

  @Test func `a restart by the caller counts anew`() {
    var script = Script(limit: 1)
    script.open()
    _ = script.end(.lost)
    script.machine.restarted()
    #expect(script.end(.lost) == .retry(after: .seconds(3)))
  }
}
