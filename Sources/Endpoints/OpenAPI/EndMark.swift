import WebText

/// The data of a stream's last event as texts tell it: `[DONE]`, where a description says that the
/// stream is "terminated by a `data: [DONE]` message".
///
/// A mark alone says nothing: its sentence must say that something ends with it.
struct EndMark {
  /// `[DONE]`.
  let text: String
  /// The words that say so.
  let words: String

  /// Both, for people.
  var detail: String { (text + ", as told: " + words).printable(limit: 120) }

  /// More of a text than this says how to use the API, and not how its answers end.
  private static let longest = 20_000

  /// The first mark of which a text says that a stream ends with it; nil where it says so of none.
  init?(in text: String) {
    let plain = text.prefix(Self.longest).split(separator: "\n", omittingEmptySubsequences: false)
    // A blank line ends a sentence, any other goes on.
    let paragraphs = plain.split { $0.allSatisfy(\.isWhitespace) }
    for paragraph in paragraphs {
      let words = paragraph.joined(separator: " ").split(separator: " ").map(EndWord.init)
      for sentence in words.split(after: \.endsSentence) {
        for place in sentence.indices {
          guard let mark = sentence[place].mark, Self.ends(sentence, at: place) else { continue }
          self.text = mark
          self.words = sentence.map(\.written).joined(separator: " ")
          return
        }
      }
    }
    return nil
  }

  private static func ends(_ sentence: ArraySlice<EndWord>, at place: Int) -> Bool {
    // What the reader is to send ends no answer.
    if let first = sentence.first, ["send", "post", "pass", "use", "set"].contains(first.plain) {
      return false
    }
    let before = sentence[..<place].suffix(8).map(\.plain)
    let after = sentence[(place + 1)...].prefix(8).map(\.plain)
    let clause = Array(sentence[..<place].suffix(6)).split(after: \.endsClause).last ?? []
    guard clause.allSatisfy({ !denials.contains($0.plain) }) else { return false }
    let isOfStreams =
      sentence[place].isData
      || sentence.contains { word in subjects.contains { word.plain.hasPrefix($0) } }
      || sentence.first.map { endings.contains($0.plain) || lasts.contains($0.plain) } == true
    return isOfStreams && (isEnding(before) || isLast(before) || isTold(by: after))
  }

  /// "terminated by a", "ends with", "closes after sending".
  private static func isEnding(_ words: [String]) -> Bool {
    for (place, word) in words.enumerated() where endings.contains(word) {
      let next = words[(place + 1)...].prefix(3)
      if next.contains(where: links.contains) || next.isEmpty { return true }
    }
    return words.suffix(3).contains { $0 == "until" }
      || zip(words.suffix(4), words.suffix(3)).contains { $0 == "followed" && $1 == "by" }
  }

  /// "the final event is", "a terminal", "the sentinel".
  private static func isLast(_ words: [String]) -> Bool {
    for (place, word) in words.enumerated().suffix(7) where lasts.contains(word) {
      let next = words[(place + 1)...]
      if next.allSatisfy({ things.contains($0) || fillers.contains($0) }) { return true }
    }
    return false
  }

  /// "marks the end of the stream", "is sent when the response is complete".
  private static func isTold(by words: [String]) -> Bool {
    for (place, word) in words.enumerated() {
      let next = words[(place + 1)...].prefix(5)
      if signals.contains(word), next.contains(where: ends.contains) { return true }
      // "as the last message", "at the end", "when it is finished".
      if ["as", "at", "when", "once", "after", "is"].contains(word),
        next.prefix(4).contains(where: lasts.union(ends).contains)
      {
        return true
      }
    }
    return false
  }

  private static let endings: Set<String> = [
    "end", "ends", "ended", "ending", "terminate", "terminates", "terminated", "terminating",
    "finish", "finishes", "finished", "finishing", "conclude", "concludes", "concluded",
    "concluding", "close", "closes", "closed", "closing", "complete", "completes", "completed",
    "completing", "stop", "stops", "stopped", "stopping",
  ]
  private static let links: Set<String> = [
    "with", "by", "in", "on", "upon", "after", "when", "at", "once", "using", "via", "is", "as",
  ]
  private static let lasts: Set<String> = [
    "final", "last", "terminal", "terminating", "terminator", "closing", "ending", "sentinel",
    "end-of-stream", "completion", "termination", "stop", "end", "done",
  ]
  private static let things: Set<String> = [
    "event", "message", "chunk", "line", "frame", "data", "record", "payload", "item", "marker",
    "mark", "token", "sentinel", "signal", "packet", "value", "string", "text", "block", "entry",
    "server-sent", "sse", "field", "terminator", "indicator", "data:",
  ]
  private static let fillers: Set<String> = [
    "a", "an", "the", "is", "are", "be", "will", "being", "always", "of", "has", "have", "with",
    "its", "as", "which", "that", "contains", "containing", "carries", "reads", "equals", "equal",
    "to", "literal", "special", "single", "one", "exactly", "sent", "stream", "stream's", "whose",
    "in", "and",
  ]
  private static let signals: Set<String> = [
    "mark", "marks", "marking", "signal", "signals", "signaling", "signalling", "signify",
    "signifies", "indicate", "indicates", "indicating", "denote", "denotes", "denoting", "means",
    "terminates", "ends", "closes", "concludes", "finishes", "completes", "terminate", "end",
    "close", "conclude",
  ]
  private static let ends: Set<String> = [
    "end", "ends", "ended", "completion", "complete", "completed", "completes", "finished",
    "finishes", "done", "over", "stream", "termination", "terminated", "terminates", "response",
    "generation", "stream's", "streaming",
  ]
  private static let denials: Set<String> = [
    "no", "not", "never", "without", "nor", "neither", "unlike", "don't", "doesn't", "isn't",
    "won't", "aren't", "instead", "cannot", "can't",
  ]
  /// What only streams have. A sentence of titles and of tasks is none of them.
  private static let subjects = [
    "stream", "event", "sse", "message", "chunk", "token", "response", "server-sent", "delta",
    "connection", "data:",
  ]
}

extension Array {
  /// The pieces that end with an element of this kind.
  fileprivate func split(after isEnd: (Element) -> Bool) -> [ArraySlice<Element>] {
    var result: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices where isEnd(self[index]) {
      result.append(self[start...index])
      start = index + 1
    }
    return start < endIndex ? result + [self[start...]] : result
  }
}
