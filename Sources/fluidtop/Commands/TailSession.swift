import Discovery
import RecordStore
import StreamClient
import StreamDecoding
import Synchronization
import WebText

/// One stream on its way to standard output: filtered, counted, written a batch at a time.
final class TailSession: Sendable {
  private struct State: Sendable {
    var writer: any SignalWriter
    /// What the writer made of one signal; the memory stays for the next one.
    var bytes: [UInt8] = []
    /// The same with the stream's name in each line.
    var labelled: [UInt8] = []
    /// Where there are several streams.
    var lines: LabelledLines?
    var ending: Ending?
    /// When `--for` is over.
    var deadline: ContinuousClock.Instant?
    var isOver = false
    /// Records on which the filter's pattern gave up.
    var undecided = 0
    /// What no callback told of, by its reason.
    var discarded: [Discard.Reason: Discard] = [:]
    /// The option that wants another connection, until it is known whether there can be one.
    var reconnectOption: String?
    /// Connections until our own side closes, as it did when this was recorded.
    var connectionsLeft: Int?
  }

  /// Out of the lock while a signal is dealt with, since that writes; signals come one by one.
  private let state: Mutex<State?>
  private let output: TailOutput
  private let filter: RecordFilter?
  private let label: StreamLabel?
  private let started = ContinuousClock.now
  /// The writer for people draws control characters itself, among its own colours.
  private let drawsControls: Bool
  /// Whether the progress of a file is something to see.
  private let takesFiles: Bool

  /// - Parameter label: What the stream is called, where it is one of several.
  init(
    format: OutputFormat, template: RecordTemplate? = nil, filter: RecordFilter?,
    output: TailOutput = TailOutput(), label: StreamLabel? = nil, kind: KindOverride? = nil,
    includesHead: Bool = false, reconnectOption: String? = nil, closedAfter: Int? = nil
  ) {
    self.output = output
    self.label = label
    takesFiles = kind == .file || format == .trace
    let onTerminal = StandardOutput.isTerminal
    var style = PrintStyle.ofThisTerminal
    if let label { style.columns -= label.columns + 1 }
    // A template's lines are as plain as payloads.
    let form = template == nil ? format : .data
    var writer: any SignalWriter =
      if let template {
        TemplateWriter(template: template, started: .now)
      } else {
        form.makeWriter(onTerminal: onTerminal, style: style)
      }
    if includesHead {
      let headForm = form.headForm(onTerminal: onTerminal, style: style)
      writer = HeadedWriter(form: headForm, label: label, writer: writer)
    }
    drawsControls = onTerminal && form.resolved(onTerminal: true) != .pretty
    self.filter = filter
    let lines = label.flatMap {
      $0.lines(form.resolved(onTerminal: onTerminal), style: style, template: template)
    }
    state = Mutex(
      State(
        writer: writer, lines: lines, reconnectOption: reconnectOption,
        connectionsLeft: closedAfter))
  }

  /// Follows the stream until it ends, `--max` or `--for` is reached, or the caller's task is
  /// cancelled. Nil is success.
  func run(
    _ request: StreamRequest, options: StreamOptions, with client: StreamClient,
    for limit: Duration?
  ) async -> Ending? {
    state.withLock { state in
      let deadline = limit.map { ContinuousClock.now + $0 }
      state?.deadline = deadline
    }
    await client.follow(request, options: options, for: limit) { self.receive($0) }
    endLine()
    let (ending, discarded, undecided) = state.withLock {
      ($0?.ending, $0?.discarded ?? [:], $0?.undecided ?? 0)
    }
    say(discarded)
    if undecided > 0 {
      say(
        "--filter gave up on \(undecided) \(undecided == 1 ? "record" : "records"), which it passes "
          + "over: there are too many ways to match; write the pattern without a repeat in a repeat"
      )
    }
    return ending ?? output.ending
  }

  /// False when nothing more is wanted.
  private func receive(_ signal: StreamSignal) -> Bool {
    let elapsed = ContinuousClock.now - started
    guard var state = state.withLock({ $0.take() }) else { return false }
    if Self.isClosed(by: signal, &state) { state.isOver = true }
    if !state.isOver { note(signal, &state) }
    for portion in signal.portions() where !state.isOver {
      let portion = matching(portion, &state)
      output.withTurn { turn in
        write(Self.wanted(portion, &turn), elapsed: elapsed, &state, &turn)
        if turn.isOver || turn.remaining == 0 { state.isOver = true }
      }
    }
    let goesOn = !state.isOver
    self.state.withLock { $0 = state }
    return goesOn
  }

  /// Whether the last connection of a recording is over that our own side closed: what a client
  /// makes of that end, nobody was told.
  private static func isClosed(by signal: StreamSignal, _ state: inout State) -> Bool {
    guard let left = state.connectionsLeft else { return false }
    switch signal {
    case .requesting: state.connectionsLeft = left - 1
    case .lost, .failed, .completed, .closed: return left <= 0
    case .records, .opened, .answering, .answered, .saved, .progress: break
    }
    return false
  }

  /// Without what the filter turns away.
  private func matching(_ signal: StreamSignal, _ state: inout State) -> StreamSignal {
    guard let filter, case .records(var batch) = signal else { return signal }
    batch.entries = Self.matching(filter, in: batch, &state)
    return .records(batch)
  }

  /// Without what is past `--max`.
  private static func wanted(
    _ signal: StreamSignal, _ turn: inout TailOutput.Turn
  ) -> StreamSignal {
    guard case .records(var batch) = signal else { return signal }
    var left = turn.take(batch.entries.count { $0.kind.isRecord })
    if let end = batch.entries.firstIndex(where: { entry in
      if left == 0 { return turn.remaining == 0 }
      if entry.kind.isRecord { left -= 1 }
      return false
    }) {
      batch.entries.removeSubrange(end...)
    }
    return .records(batch)
  }

  /// Filters look at stored records, on the screen and here: so both take the same ones.
  private static func matching(
    _ filter: RecordFilter, in batch: RecordBatch, _ state: inout State
  ) -> [RecordBatch.Entry] {
    var store = RecordStore()
    store.append(batch, at: .zero)
    var matching: [RecordBatch.Entry] = []
    for (entry, index) in zip(batch.entries, store.indices) {
      let verdict = filter.verdict(on: store[index])
      if verdict == nil { state.undecided += 1 }
      if verdict == true { matching.append(entry) }
    }
    return matching
  }

  private func write(
    _ signal: StreamSignal, elapsed: Duration, _ state: inout State, _ turn: inout TailOutput.Turn
  ) {
    state.bytes.removeAll(keepingCapacity: true)
    state.writer.write(signal, elapsed: elapsed, to: &state.bytes)
    guard !state.bytes.isEmpty else { return }
    if state.lines == nil { return put(state.bytes, &state, &turn) }
    state.labelled.removeAll(keepingCapacity: true)
    state.lines?.add(state.bytes, to: &state.labelled)
    put(state.labelled, &state, &turn)
  }

  private func put(_ bytes: [UInt8], _ state: inout State, _ turn: inout TailOutput.Turn) {
    guard !bytes.isEmpty else { return }
    let deadline = state.deadline
    let isWhole = turn.write(drawsControls ? PrintableText.harmless(lines: bytes) : bytes) {
      Task.isCancelled || deadline.map { $0 < .now } ?? false
    }
    if !isWhole { state.isOver = true }
  }

  /// Text may stop within a line, which other streams' lines must not go on with.
  private func endLine() {
    guard var state = state.withLock({ $0.take() }) else { return }
    state.labelled.removeAll(keepingCapacity: true)
    state.lines?.end(to: &state.labelled)
    output.withTurn { put(state.labelled, &state, &$0) }
    self.state.withLock { $0 = state }
  }

  /// What is not a record is said on standard error.
  private func note(_ signal: StreamSignal, _ state: inout State) {
    switch signal {
    case .lost(let failure, let retryIn, _):
      say("\(failure.sentence); trying again in \(retryIn.inSeconds) s")
    case .failed(let failure):
      state.ending = .failed(failure.sentence)
    case .opened(let response) where response.kind == .file && !takesFiles:
      let type = response.mediaType.isEmpty ? "a file" : "a file (\(response.mediaType))"
      state.ending = .failed(
        "\(response.url) is \(type), not a stream; save it with: fluidtop get \(response.url)")
      state.isOver = true
    case .records(let batch):
      for discard in batch.entries.lazy.compactMap(\.discard) {
        let known = state.discarded[discard.reason]
        state.discarded[discard.reason] = Discard(
          byteCount: discard.byteCount + (known?.byteCount ?? 0),
          count: Int(discard.count) + Int(known?.count ?? 0), reason: discard.reason)
      }
    case .opened(let response):
      guard let option = state.reconnectOption.take(), response.kind != .sse else { break }
      say(
        "\(option) changes nothing: only an event stream is connected again, this one is "
          + response.kind.rawValue)
    case .requesting, .answering, .answered, .saved, .progress, .completed, .closed: break
    }
  }

  /// One line for all that a client never hears of, and what it had to be for that.
  private func say(_ discarded: [Discard.Reason: Discard]) {
    let sentences = Discard.Reason.allCases.compactMap { discarded[$0]?.sentence }
    guard !sentences.isEmpty else { return }
    let isOfEvents = discarded.keys.contains { $0 != .unfinishedRecord }
    say(
      "discarded: " + sentences.joined(separator: "; ")
        + (isOfEvents ? "; an event is \"data: \" lines and then a blank line" : ""))
  }

  private func say(_ sentence: String) {
    if let label { label.say(sentence) } else { StandardError.say(sentence) }
  }
}
