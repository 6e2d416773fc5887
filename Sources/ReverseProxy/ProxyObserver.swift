/// Hears what passes through a proxy: for each run in order and never two at once, of several runs
/// from several threads.
///
/// It is called where bytes are passed on: it must not wait.
public protocol ProxyObserver: Sendable {
  /// A request goes to the target. Runs are numbered from 1.
  func began(_ run: Int, _ request: ProxiedRequest)
  /// Its answer begins.
  func answered(_ run: Int, _ answer: ProxiedAnswer)
  /// One reading of the answer's body gave this, without its framing.
  func received(_ run: Int, _ part: [UInt8])
  /// It is over.
  func ended(_ run: Int, _ end: ProxiedEnd)
  /// A request was not passed on; why, as a sentence.
  func refused(_ sentence: String)
}

/// A request as it goes to the target.
public struct ProxiedRequest: Sendable {
  /// The method.
  public var method: String
  /// Where it goes.
  public var url: String
  /// The header lines in order, credentials among them.
  public var headers: [HeaderLine]
  /// Whether there is a body.
  public var hasBody: Bool

  init(_ head: RequestHead, hasBody: Bool, origin: String) {
    method = head.method
    let target = String(decoding: head.target, as: UTF8.self)
    url = target.hasPrefix("/") ? origin + target : origin + "/" + target
    headers = head.lines
    self.hasBody = hasBody
  }
}

/// What stands above the body of an answer, as the target sent it.
public struct ProxiedAnswer: Sendable {
  /// The status.
  public var status: Int
  /// `1.0` or `1.1`.
  public var httpVersion: String
  /// The header lines in order.
  public var headers: [HeaderLine]

  init(_ head: AnswerHead) {
    status = head.status
    httpVersion = "1.\(head.minorVersion)"
    headers = head.lines
  }
}

/// How a run ended.
public enum ProxiedEnd: Sendable, Hashable {
  /// The answer came whole; of an upgrade, one side ended it.
  case complete
  /// The target's connection broke off within the body.
  case lost
  /// There is no answer of the target's; the client was answered with the status.
  case failed(status: Int, reason: String)
  /// A fault that was wanted: refused with a status, or broken off.
  case spoiled(status: Int?)
  /// The client went away.
  case left
}
