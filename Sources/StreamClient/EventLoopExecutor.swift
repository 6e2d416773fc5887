import NIOCore

/// Runs a stream's tasks on the thread that reads its socket.
///
/// Otherwise each reading would wake a thread of the cooperative pool: 6 µs, and a switch of
/// context, for what is often a single event.
final class EventLoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) {
    self.loop = loop
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
