#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The thread on which libcurl moves the bytes.
///
/// A stream's task can run on it, too: what one reading of the socket gave is then decoded where it
/// was read. Otherwise each reading would wake a thread of the cooperative pool: 6 µs, and a switch
/// of context, for what is often a single event.
///
/// It ends when nobody holds it any more.
final class TransportThread: TaskExecutor {
  private let inbox: ThreadInbox

  /// Starts the thread; fails where the system gives no thread, or no descriptors for one.
  init(cookies: Bool) throws(FailureFact) {
    guard let alarm = Alarm() else { throw .noThread(code: errno) }
    let descriptor = SocketPoll.descriptor()
    guard descriptor >= 0 else { throw .noThread(code: errno) }
    let inbox = ThreadInbox(alarm: alarm)
    self.inbox = inbox
    try Self.start {
      let sockets = SocketPoll(adopting: descriptor)
      TransportLoop(inbox: inbox, sockets: sockets, keepsCookies: cookies).run()
    }
  }

  deinit {
    inbox.post(.stop)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    inbox.post(.job(UnownedJob(job), self))
  }

  func start(_ transfer: Transfer) { inbox.post(.start(transfer)) }
  func goOn(_ transfer: Transfer) { inbox.post(.goOn(transfer)) }
  func close(_ transfer: Transfer) { inbox.post(.close(transfer)) }

  /// Returns when every transfer has ended, and its socket is closed.
  func endTransfers() async {
    await withCheckedContinuation { inbox.post(.endTransfers($0)) }
  }

  /// Work for a new thread, as C hands it over.
  private final class Work {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }

  private static func start(_ run: @escaping @Sendable () -> Void) throws(FailureFact) {
    let work = Unmanaged.passRetained(Work(run))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = pthread_create(&thread, nil, runWork, work.toOpaque())
    guard code == 0 else {
      work.release()
      throw .noThread(code: code)
    }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
  }

  #if canImport(Darwin)
    private static let runWork:
      @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
        run($0)
      }
  #else
    private static let runWork:
      @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { work in
        work.flatMap { run($0) }
      }
  #endif

  private static func run(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    // Signals are the program's: none may come to this thread, SIGPIPE of a socket least of all.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, nil)
    Unmanaged<Work>.fromOpaque(work).takeRetainedValue().run()
    return nil
  }
}
