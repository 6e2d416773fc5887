import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct BatchHandoverTests {
  /// The runtime calls a cancelled task's handlers with that task's own lock held, and resuming the
  /// task needs the same lock. Whoever resumes the reader with the handover's lock held therefore
  /// waits for the handler, which waits for the handover: both threads stand still for ever.
  @Test func `a reader that is cancelled while the stream ends lets both go on`() async {
    for round in 0..<20_000 {
      let handover = BatchHandover()
      let reader = Task {
        await withTaskCancellationHandler {
          await handover.take()
        } onCancel: {
          handover.close()
        }
      }
      if round.isMultiple(of: 2) { await Task.yield() }
      let ending = Task { handover.finish(nil) }
      reader.cancel()
      await ending.value
      guard case .end(nil) = await reader.value else {
        Issue.record("the reader got something in round \(round)")
        return
      }
    }
  }
}
