import Endpoints
import RecordStore
import WebText

/// What is known of a stream in figures: how evenly it comes, what came, and how much of it is kept.
/// A file has neither records nor pauses between them, and none are told of it.
struct RateFacts {
  /// Columns of what stands before the facts of a line.
  static let labels = 7
  private static let mostNames = 12

  /// How even it is just now.
  private(set) var samples: [[Span]] = []
  /// What came, with the counts that stand elsewhere on the screen, too.
  private(set) var counts: [[Span]] = []

  private let width: Int
  // Not the canvas: a second one would have all cells copied at the next stroke.
  private let theme: Theme
  private let glyphs: Glyphs

  /// Everything, from the top.
  var lines: [[Span]] { samples + counts }
  var count: Int { samples.count + counts.count }

  init(_ stream: Stream, of state: AppState, width: Int, _ canvas: Canvas) {
    self.width = width
    theme = canvas.theme
    glyphs = canvas.glyphs
    if stream.hasRecords {
      samples = line("gap ms", gaps(stream.gaps)) + spread(stream.gaps)
    }
    let faults = faults(stream)
    let names = stream.eventCounts.ranked.prefix(Self.mostNames).map {
      Fact($0.name.clipped(toColumns: 16, ellipsis: glyphs.ellipsis), $0.count.grouped)
    }
    counts = line("total", total(stream)) + line("faults", faults) + line("events", names)
    if stream.kind != .file { counts += line("kept", kept(stream, of: state)) }
    counts += line("first", first(stream))
  }

  private func gaps(_ gaps: GapStatistics) -> [Fact] {
    [("p50", gaps.p50), ("p95", gaps.p95), ("p99", gaps.p99)].map {
      Fact($0, $1.map(\.roundedMilliseconds) ?? glyphs.dash)
    }
  }

  /// How often pauses are short and how often long, from the shortest to the longest.
  private func spread(_ gaps: GapStatistics) -> [[Span]] {
    guard gaps.count > 1, let shortest = gaps.shortest, let longest = gaps.longest else {
      return []
    }
    let (low, high) = (shortest.roundedMilliseconds + " ", " " + longest.roundedMilliseconds)
    let bins = gaps.histogram(bins: max(0, width - Self.labels - low.columns - high.columns))
    let bars = Sparkline.spans(bins.map(Double.init), width: bins.count, theme, glyphs)
    let label = Span("spread".padded(toColumns: Self.labels), theme.muted)
    return [
      [label, Span(low, theme.text)] + bars + [Span(high, theme.text)]
    ]
  }

  private func total(_ stream: Stream) -> [Fact] {
    let compression = stream.compression.flatMap { compression in
      compression.ratio.map { Fact("", $0.text(decimals: 1) + "x", compression.coding) }
    }
    let whole = stream.progress?.total.map { "of \($0.bytes)" } ?? ""
    let came = [Fact("", stream.bytes.bytes, stream.kind == .file ? whole : "")]
    let records = Fact("", stream.records.grouped, stream.records.plural(stream.recordWord))
    return came + (stream.kind == .file ? [] : [records]) + [compression].compactMap(\.self)
  }

  private func faults(_ stream: Stream) -> [Fact] {
    let reconnects = Fact(
      "", stream.reconnects.grouped, stream.reconnects.plural("reconnect"),
      stream.reconnects > 0 ? .waiting : .calm)
    guard stream.hasRecords else { return stream.reconnects > 0 ? [reconnects] : [] }
    let invalid = Fact(
      "", stream.invalid.short, "invalid", stream.invalid > 0 ? .bad : .calm)
    // Without IDs that are consecutive numbers nobody knows what was lost.
    guard stream.ids.areKnown || stream.missed > 0 else { return [reconnects, invalid] }
    let missed = Fact(
      "", stream.missed.grouped, "lost by IDs", stream.missed > 0 ? .bad : .calm)
    return [reconnects, invalid, missed]
  }

  /// Its own records, those of all streams where there are more, and what they may take.
  private func kept(_ stream: Stream, of state: AppState) -> [Fact] {
    let (own, all) = (stream.store.bytesToLeave, state.recordBytes)
    let limit = "of \(state.memory.limit.bytes)"
    let (spilled, dropped) = (stream.store.bytesSpilled, stream.store.evicted)
    return
      (state.streams.count == 1
      ? [Fact("", own.bytes, limit)] : [Fact("", own.bytes, ""), Fact("all", all.bytes, limit)])
      + (spilled > 0 ? [Fact("", spilled.bytes, "on disk")] : [])
      + [Fact("", dropped.short, "dropped", dropped > 0 ? .waiting : .calm)]
  }

  private func first(_ stream: Stream) -> [Fact] {
    func since(_ instant: Duration?) -> String {
      instant.map { ($0 - stream.started).short } ?? glyphs.dash
    }
    return [Fact("byte", since(stream.firstByte))]
      + (stream.hasRecords ? [Fact("record", since(stream.firstRecord))] : [])
  }

  /// A label's facts side by side; what there is no room for goes below, whole. None without facts.
  private func line(_ label: String, _ facts: [Fact]) -> [[Span]] {
    guard !facts.isEmpty else { return [] }
    var lines = [[Span(label.padded(toColumns: Self.labels), theme.muted)]]
    for (index, fact) in facts.map({ $0.spans(theme) }).enumerated() {
      let gap = index > 0 ? [Span("  ", .plain)] : []
      if index > 0, lines[lines.count - 1].columns + 2 + fact.columns > width {
        lines.append([Span(String(repeating: " ", count: Self.labels), .plain)] + fact)
      } else {
        lines[lines.count - 1] += gap + fact
      }
    }
    return lines
  }

  /// A figure with a word before or after it.
  private struct Fact {
    let before: String
    let figure: String
    let after: String
    let mood: StreamWords.Mood

    init(
      _ before: String, _ figure: String, _ after: String = "", _ mood: StreamWords.Mood = .calm
    ) {
      self.before = before
      self.figure = figure
      self.after = after
      self.mood = mood
    }

    func spans(_ theme: Theme) -> [Span] {
      [
        Span(before.isEmpty ? "" : before + " ", theme.muted), Span(figure, theme.style(mood)),
        Span(after.isEmpty ? "" : " " + after, theme.muted),
      ]
    }
  }
}
