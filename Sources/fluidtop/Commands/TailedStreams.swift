import RecordStore
import ReplayServer
import StreamClient

/// The streams that one `tail` follows, each in a task of its own: what is slow or fails holds up
/// nothing but itself.
///
/// One for all: a command's arguments are too large for each task to have its own.
final class TailedStreams: Sendable {
  let command: TailCommand
  let filter: RecordFilter?
  let template: RecordTemplate?
  let client: StreamClient
  let file: CaptureFile?
  let environment: EnvironmentReference
  private let output: TailOutput

  init(
    command: TailCommand, filter: RecordFilter?, template: RecordTemplate?, client: StreamClient,
    file: CaptureFile?, environment: EnvironmentReference
  ) {
    self.command = command
    self.filter = filter
    self.template = template
    self.client = client
    self.file = file
    self.environment = environment
    output = TailOutput(limit: command.follow.max)
  }

  /// Follows them to their ends, or until no more is wanted. Nil is success.
  func follow(_ sources: [TailSource]) async throws -> Ending? {
    if let source = sources.first, sources.count == 1 {
      return try await follow(source, as: nil, with: template)
    }
    OpenFileLimit.raise()
    if let head = template?.naming(stream: "").head, !head.isEmpty {
      output.withTurn { _ = $0.write(head) { Task.isCancelled } }
    }
    let hasFailed = try await withThrowingTaskGroup(of: Bool.self) { group in
      for (source, label) in zip(sources, StreamLabel.all(sources.map(\.names))) {
        group.addTask { try await self.fails(source, as: label) }
      }
      var hasFailed = false
      for try await one in group {
        hasFailed = hasFailed || one
        if output.isOver { group.cancelAll() }
      }
      return hasFailed
    }
    return output.ending ?? (hasFailed ? .quietFailure : nil)
  }

  /// Follows one of several, and says at once why it failed. Wrong usage ends all.
  private func fails(_ source: TailSource, as label: StreamLabel) async throws -> Bool {
    let ending: Ending?
    do {
      let template = template?.naming(stream: label.text).withoutHead
      ending = try await follow(source, as: label, with: template)
    } catch let failure as Ending {
      if case .usage = failure { throw failure }
      ending = failure
    }
    guard case .failed(let sentence)? = ending, output.ending == nil else { return false }
    label.say(sentence)
    return true
  }

  private func follow(
    _ source: TailSource, as label: StreamLabel?, with template: RecordTemplate?
  ) async throws -> Ending? {
    switch source {
    case .request(let resolved): try await follow(resolved, as: label, with: template)
    case .local(_, let sources): try await follow(sources, as: label, with: template)
    }
  }

  private func follow(
    _ resolved: ResolvedRequest, as label: StreamLabel?, with template: RecordTemplate?
  ) async throws -> Ending? {
    let method = resolved.request.method
    let say = label.map { label in { label.say($0) } } ?? StandardError.say
    let session = TailSession(
      format: command.written.output ?? .auto, template: template, filter: filter, output: output,
      label: label, kind: command.follow.kind, includesHead: command.request.includesHead,
      reconnectOption: command.follow.reconnectOption(for: method, say))
    var options = try command.follow.options(
      for: method, idleTimeout: command.request.idleTimeout?.duration, environment)
    options.invalidRecords = command.invalid.policy
    options.observer = file.map { command.capture.run(of: $0, resolved) }
    return await session.run(
      resolved.request, options: options, with: client, for: command.follow.limit?.duration)
  }

  /// A pipe or a file, at once and to its end, run by run.
  private func follow(
    _ sources: [LocalSource], as label: StreamLabel?, with template: RecordTemplate?
  ) async throws -> Ending? {
    var ending: Ending?
    for (number, source) in sources.enumerated() where number == 0 || !output.isOver {
      if Task.isCancelled { break }
      let served = try await source.start { Replay($0, speed: nil, isOnce: true) }
      var options = try command.follow.options(for: "GET", idleTimeout: nil, environment)
      options.invalidRecords = command.invalid.policy
      if command.follow.reconnect == nil { options.reconnect = source.reconnects }
      options.observer = file?.newRun(
        endpoint: nil, keepingSecrets: command.capture.keepsSecrets)
      let session = TailSession(
        format: command.written.output ?? .auto,
        template: number == 0 ? template : template?.withoutHead,
        filter: filter, output: output, label: label, kind: command.follow.kind,
        includesHead: command.request.includesHead, closedAfter: source.closedAfter)
      let other = await session.run(
        served.request, options: options, with: client, for: command.follow.limit?.duration)
      ending = other ?? ending
      await served.stop()
    }
    return ending
  }
}
