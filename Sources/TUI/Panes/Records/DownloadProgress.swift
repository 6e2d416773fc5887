/// How far a download is: a bar, the rate, the time left, and where the file went.
enum DownloadProgress {
  private static let widestBar = 60

  static func lines(
    _ progress: Stream.Progress, _ stream: Stream, at now: Duration, width: Int, _ canvas: Canvas
  ) -> [[Span]] {
    let theme = canvas.theme
    var lines: [[Span]] = [[]]
    if let total = progress.total, total > 0 {
      let part = min(1, Double(progress.done) / Double(total))
      let percent = " \(Int(part * 100))%"
      let cells = max(4, min(widestBar, width - percent.columns))
      let full = Int(part * Double(cells))
      lines.append([
        Span(String(repeating: canvas.glyphs.barFull, count: full), theme.graph(at: part)),
        Span(String(repeating: canvas.glyphs.barEmpty, count: cells - full), theme.border),
        Span(percent, theme.text),
      ])
    }
    lines.append([Span(amount(progress, stream, at: now, canvas.glyphs), theme.text)])
    if let saved = progress.saved {
      lines += [[]] + place(of: saved, width: width, theme)
    }
    return lines
  }

  /// Where the file is: its whole path, on a line for its name and one for its folder where it is
  /// long.
  private static func place(of path: String, width: Int, _ theme: Theme) -> [[Span]] {
    let whole = [Span("saved as ", theme.muted), Span(path, theme.success)]
    guard whole.columns > width, let slash = path.lastIndex(of: "/") else { return [whole] }
    return [
      [
        Span("saved as ", theme.muted),
        Span(String(path[path.index(after: slash)...]), theme.success),
      ],
      [Span("in ", theme.muted), Span(String(path[...slash]), theme.text)],
    ]
  }

  /// `12.4 MB of 19.6 MB · 3.1 MB/s · 2 s left`
  private static func amount(
    _ progress: Stream.Progress, _ stream: Stream, at now: Duration, _ glyphs: Glyphs
  ) -> String {
    var parts = [progress.done.bytes]
    if let total = progress.total, progress.saved == nil { parts[0] += " of " + total.bytes }
    let seconds = stream.age(at: now).seconds
    let rate = seconds > 0.05 ? Double(progress.done) / seconds : 0
    if rate > 0 { parts.append(rate.bytes + "/s") }
    if stream.phase.isRunning, rate > 0, let total = progress.total {
      let left = Duration.seconds(Double(max(0, total - progress.done)) / rate)
      parts.append("\(left.short) left")
    } else {
      parts.append("in \(stream.age(at: now).short)")
    }
    return parts.joined(separator: " \(glyphs.dot) ")
  }
}
