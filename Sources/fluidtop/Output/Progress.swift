import StreamClient
import WebText

/// The line that a download keeps rewriting while a person watches.
enum Progress {
  static func show(done: Int, total: Int?, elapsed: Duration) {
    StandardError.write(control: "\r\u{1B}[K" + text(done: done, total: total, elapsed: elapsed))
  }

  static func clear() {
    if StandardError.isTerminal { StandardError.write(control: "\r\u{1B}[K") }
  }

  /// `63%  6.3 of 10.0 MB  1.2 MB/s  3 s left`
  static func text(done: Int, total: Int?, elapsed: Duration) -> String {
    let seconds = Double(elapsed.wholeMilliseconds) / 1_000
    let rate = seconds > 0.2 ? Double(done) / seconds : 0
    var parts: [String] = []
    if let total, total > 0 {
      parts.append("\(done * 100 / total)%")
      parts.append("\(ByteCount.text(done)) of \(ByteCount.text(total))")
    } else {
      parts.append(ByteCount.text(done))
    }
    if rate > 0 {
      parts.append(ByteCount.text(Int(rate)) + "/s")
      if let total, total > done {
        parts.append("\(Int((Double(total - done) / rate).rounded(.up))) s left")
      }
    }
    return parts.joined(separator: "  ")
  }
}
