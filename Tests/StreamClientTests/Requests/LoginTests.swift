import Testing

@testable import StreamClient

@Suite struct LoginTests {
  private func login(_ url: String, _ challenges: [String], status: Int = 401) throws -> Login? {
    let request = try OutgoingRequest(
      StreamRequest(url: url), purpose: .document, userAgent: "test")
    let head = ResponseHead(
      status: status, httpVersion: "1.1",
      headers: challenges.map { HeaderField("WWW-Authenticate", $0) })
    return Login(asked: head, of: request)
  }

  @Test func `a server that wants Digest is told in Digest`() throws {
    let login = try #require(try login("http://ann:s3c:ret@h/", ["Digest realm=\"x\""]))
    #expect(login.scheme == .digest)
    #expect(login.user == "ann")
    #expect(login.password == "s3c:ret")
  }

  @Test(arguments: [
    ("http://ann:secret@h/", ["Basic realm=\"x\""], 401),
    ("http://ann:secret@h/", ["Digest realm=\"x\"", "Basic realm=\"x\""], 401),
    ("http://ann:secret@h/", ["Digest realm=\"x\""], 403), ("http://ann:secret@h/", [], 401),
    ("http://h/", ["Digest realm=\"x\""], 401),
    ("http://u%0d%0aX-Evil:%201:p@h/", ["Digest realm=\"x\""], 401),
    ("http://ann:p%00q@h/", ["Digest realm=\"x\""], 401),
  ])
  func `nobody is told again where that would help nothing, or break a header`(
    url: String, challenges: [String], status: Int
  ) throws {
    #expect(try login(url, challenges, status: status) == nil)
  }
}
