import StreamDecoding

/// Calls a stream's callbacks, each on its own actor, and none once the caller has closed.
struct CallbackDelivery: Sendable {
  let callbacks: StreamCallbacks
  let connection: StreamConnection

  func receive(_ signal: StreamSignal) async {
    switch signal {
    case .requesting(_, let lastEventID):
      connection.changeState(to: .connecting)
      if let lastEventID { connection.remember(lastEventID: lastEventID) }
    case .opened(let response):
      connection.open(at: response.url)
      await call(callbacks.onOpen, response)
    // Ordinary answers and files on the disk are for inspectors; `StreamClient.fetch` and `.download`
    // are the ways to them otherwise.
    case .answering, .answered, .saved: break
    case .records(let batch):
      await deliver(batch)
    case .progress(let done, let total):
      await call(callbacks.onProgress, done, total)
    case .lost(let failure, let delay, let serverRetryMs):
      connection.changeState(to: .connecting)
      let retry = StreamRetry(delay: delay, serverMilliseconds: serverRetryMs)
      await call(callbacks.onError, failure, retry)
    case .failed(let failure):
      connection.changeState(to: .closed)
      await call(callbacks.onError, failure, nil)
    case .completed:
      connection.changeState(to: .closed)
      await call(callbacks.onComplete)
    case .closed:
      await call(callbacks.onClose)
    }
  }

  /// On the actor of the callback that the records go to: it is entered once a batch.
  private func deliver(_ batch: RecordBatch) async {
    let isOfEvents = batch.entries.contains { $0.kind == .event }
    let actor = isOfEvents ? callbacks.onMessage?.isolation : callbacks.onChunk?.isolation
    await deliver(batch, on: actor)
  }

  private func deliver(_ batch: RecordBatch, on actor: isolated (any Actor)?) async {
    for entry in batch.entries {
      guard !connection.isClosedByCaller else { return }
      switch StreamRecord(entry, of: batch) {
      case .event(let event):
        connection.remember(lastEventID: event.lastEventID)
        await callbacks.onMessage?(event)
      case .chunk(let chunk):
        await callbacks.onChunk?(chunk)
      case .invalid(let record):
        await call(callbacks.onInvalidRecord, record)
      case nil: continue
      }
    }
  }

  private func call<each Value: Sendable>(
    _ callback: (@isolated(any) @Sendable (repeat each Value) async -> Void)?,
    _ values: repeat each Value
  ) async {
    guard let callback else { return }
    await enter(callback, repeat each values, on: callback.isolation)
  }

  /// Asks on the callback's own actor whether the caller has closed: `close()` on that actor then
  /// can't come between the question and the call.
  private func enter<each Value: Sendable>(
    _ callback: @isolated(any) @Sendable (repeat each Value) async -> Void,
    _ values: repeat each Value, on actor: isolated (any Actor)?
  ) async {
    guard !connection.isClosedByCaller else { return }
    await callback(repeat each values)
  }
}
