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
    do throws(FailureFact) {
      try SystemThread.start {
        let sockets = SocketPoll(adopting: descriptor)
        TransportLoop(inbox: inbox, sockets: sockets, keepsCookies: cookies).run()
      }
    } catch {
      SocketPoll.giveBack(descriptor)
      throw error
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
}
