import RecordStore
import Synchronization
import SystemPackage
import TUI

/// Puts records into a file, off the terminal's thread; the file is made when it is first needed.
final class RecordSpill: Sendable {
  /// More than this at a time, and the network is faster than the disk: then it has to wait.
  private static let mostAtOnce = 2

  private enum State {
    case none
    case open(UnnamedFile)
    case refused(Errno)
  }

  private let environment: EnvironmentReference
  private let inbox: Inbox
  private let state = Mutex(State.none)
  private let waiting = Mutex(0)

  init(_ environment: EnvironmentReference, inbox: Inbox) {
    self.environment = environment
    self.inbox = inbox
  }

  func spill(_ slab: LeavingSlab, of title: String) {
    let behind = waiting.withLock { waiting in
      waiting += 1
      return waiting
    }
    if behind > Self.mostAtOnce {
      write(slab, of: title)
    } else {
      Task { write(slab, of: title) }
    }
  }

  private func write(_ slab: LeavingSlab, of title: String) {
    let outcome: SpillOutcome
    do throws(Errno) {
      outcome = .written(try file().write(slab))
    } catch {
      outcome = .failed(
        "older records can't be written to the disk: \(error); the oldest are dropped; free some room, "
          + "or name another folder in TMPDIR")
    }
    waiting.withLock { $0 -= 1 }
    inbox.post(.spilled(ticket: slab.ticket, of: title, outcome))
  }

  private func file() throws(Errno) -> UnnamedFile {
    let made = state.withLock { state in
      if case .none = state {
        do throws(Errno) { state = .open(try UnnamedFile(environment)) } catch {
          state = .refused(error)
        }
      }
      return state
    }
    switch made {
    case .open(let file): return file
    case .refused(let error): throw error
    case .none: throw .ioError
    }
  }
}
