import Discovery
import Endpoints
import StreamClient
import Synchronization
import TUI
import WebText

/// Looks at a backend, again when it changes, and at others that the user names.
final class BackendSearch: Sendable {
  private struct State {
    var backend: Backend
    var search: Task<Void, Never>?
    var watch: Task<Void, Never>?
    var probe: Task<Void, Never>?
  }

  private let isWatching: Bool
  private let environment: EnvironmentReference
  private let passing: PassingStreams?
  private let replays: ScreenReplays
  private let inbox: Inbox
  private let state: Mutex<State>

  init(
    _ backend: Backend, isWatching: Bool, environment: EnvironmentReference,
    passing: PassingStreams?, replays: ScreenReplays, inbox: Inbox
  ) {
    self.isWatching = isWatching
    self.environment = environment
    self.passing = passing
    self.replays = replays
    self.inbox = inbox
    state = Mutex(State(backend: backend))
  }

  /// What is asked now.
  var backend: Backend { state.withLock { $0.backend } }

  func discover() {
    passing?.beginSoon(inbox)
    search { [backend, passing, inbox, environment] in
      defer { passing?.begin(inbox) }
      do {
        let targets = try await backend.targets.found()
        let result = await backend.discovery.discover(targets) {
          inbox.post(.discoveryProgress($0))
        } found: { part in
          backend.headers.note(foreignOrigin: part.foreignOrigin, in: inbox)
          inbox.post(.discoveredSoFar(part.catalog))
        }
        if Task.isCancelled { return }
        backend.headers.note(foreignOrigin: result.foreignOrigin, in: inbox)
        passing?.know(result.catalog)
        FoundNames(environment.environment)?.keep(result.catalog)
        inbox.post(.discovered(result.catalog, failures: result.failures.map(\.sentence)))
      } catch {
        inbox.post(.discovered(Catalog(), failures: [Ending.sentence(of: error)]))
      }
    }
  }

  /// Looks where the user wants to go. Once something is found there, and not before, it is what is
  /// asked.
  func open(_ text: String, from base: String?) {
    let path = SmallFile.expanded(text.trimmingSpaces(), home: environment.environment["HOME"])
    if RecordingSource.isMeant(by: path) { return openRecording(path) }
    let opened: OpenedTarget
    do {
      opened = try OpenedTarget(text, from: base, environment)
    } catch {
      state.withLock { $0.search.take() }?.cancel()
      return inbox.post(.opened(Catalog(), name: "", failures: [Ending.sentence(of: error)]))
    }
    var next = backend
    next.turn(to: opened)
    let name = opened.targets.map(\.text).joined(separator: " ")
    search { [self, next] in
      let result = await next.discovery.discover(opened.targets) { [inbox] in
        inbox.post(.discoveryProgress($0))
      }
      if Task.isCancelled { return }
      if !result.catalog.endpoints.isEmpty {
        if !opened.isSameOrigin { await replays.leave() }
        adopt(next, keepsWatch: opened.isSameOrigin)
        watch()
        next.headers.note(foreignOrigin: result.foreignOrigin, in: inbox)
      }
      inbox.post(.opened(result.catalog, name: name, failures: result.failures.map(\.sentence)))
    }
  }

  /// Plays a recording in the place of what was looked at.
  private func openRecording(_ path: String) {
    let source = TargetSource { [replays, inbox] in
      [try await replays.open(path) { inbox.post(.problem($0)) }]
    }
    var next = backend
    next.turn(to: source)
    search { [self, next] in
      do {
        let result = await next.discovery.discover(try await source.found()) { [inbox] in
          inbox.post(.discoveryProgress($0))
        }
        if Task.isCancelled { return }
        // Recordings do not change.
        adopt(next, keepsWatch: false)
        let failures = result.failures.map(\.sentence)
        inbox.post(.opened(result.catalog, name: path, failures: failures, isRecording: true))
      } catch {
        inbox.post(.opened(Catalog(), name: "", failures: [Ending.sentence(of: error)]))
      }
    }
  }

  private func adopt(_ next: Backend, keepsWatch: Bool) {
    let watch = state.withLock { state in
      state.backend = next
      return keepsWatch ? nil : state.watch.take()
    }
    watch?.cancel()
  }

  /// One search at a time.
  private func search(_ work: @escaping @Sendable () async -> Void) {
    let last = state.withLock { state in
      defer { state.search = Task(operation: work) }
      return state.search
    }
    last?.cancel()
  }

  /// Looks again whenever the targets change.
  func watch() {
    guard isWatching else { return }
    state.withLock { state in
      guard state.watch == nil else { return }
      state.watch = Task { [backend = state.backend, inbox] in
        guard let targets = try? await backend.targets.found() else { return }
        let watch = TargetWatch(
          client: backend.client, options: backend.options, targets: targets)
        await watch.run { inbox.post(.targetsChanged($0)) }
      }
    }
  }

  func probe(_ endpoint: Endpoint, _ plan: PlannedRequest) {
    let backend = backend
    let probe: Task<Void, Never>
    do {
      var request = StreamRequest(try plan.expanding(environment), declaredAs: .ndjson)
      backend.headers.add(to: &request, without: plan.chosenHeaders)
      probe = Task { [inbox, request] in
        let seen = await backend.discovery.probe(endpoint, with: request)
        if Task.isCancelled { return }
        inbox.post(.probed(title: endpoint.title, seen))
      }
    } catch {
      return inbox.post(.problem(error.sentence))
    }
    let last = state.withLock { state in
      defer { state.probe = probe }
      return state.probe
    }
    last?.cancel()
  }

  /// Ends whatever is looked at.
  func end() {
    let tasks = state.withLock { [$0.search, $0.watch, $0.probe] }
    for task in tasks { task?.cancel() }
  }
}
