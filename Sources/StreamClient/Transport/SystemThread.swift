#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A thread of the system's own, for work that would hold one of the cooperative pool.
enum SystemThread {
  /// Work for a new thread, as C hands it over.
  private final class Work {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }

  /// Runs the work on a new thread, which nobody waits for.
  static func start(_ run: @escaping @Sendable () -> Void) throws(FailureFact) {
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
    // Signals are the program's: none may come to this thread, SIGPIPE of a socket least of all. Those
    // of a fault of the thread's own come to it in any case, and are to be heard.
    var others = sigset_t()
    sigfillset(&others)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&others, fault) }
    pthread_sigmask(SIG_SETMASK, &others, nil)
    Unmanaged<Work>.fromOpaque(work).takeRetainedValue().run()
    return nil
  }
}
