import Testing

@testable import fluidtop

/// Secrets in URLs that stand in headers.
@Suite struct HeaderSecretsTests {
  @Test(arguments: [
    ("http://h/a?token=abc&page=2", "http://h/a?token=X&page=2"),
    ("/a?page=2&api_key=abc#top", "/a?page=2&api_key=X#top"),
    ("https://h/cb#access_token=abc&state=1", "https://h/cb#access_token=X&state=1"),
    ("/login?next=/x?token=abc", "/login?next=/x?token=X"),
    (
      "<http://h/1?token=a,b>; rel=next, <http://h/2?sig=c>; rel=last",
      "<http://h/1?token=X>; rel=next, <http://h/2?sig=X>; rel=last"
    ),
    ("0; url=http://h/a?token=abc", "0; url=http://h/a?token=X"),
    ("http://h/a?token=abc; next", "http://h/a?token=X; next"),
    ("http://h/a?%74oken=abc", "http://h/a?%74oken=X"),
    ("http://user:pw@h/a@b", "http://h/a@b"),
    ("<https://user:p@w@h>; rel=x", "<https://h>; rel=x"),
  ])
  func `what stands under a secret's name is hidden`(value: String, hidden: String) {
    #expect(HeaderSecrets.hidden(in: value, behind: "X") == hidden)
  }

  @Test(arguments: [
    "", "text/event-stream; charset=utf-8", "http://h/a?page=2", "token=abc", "me@example.com",
    "max-age=60, must-revalidate", "???&&&===",
  ])
  func `everything else stays`(value: String) {
    #expect(HeaderSecrets.hidden(in: value, behind: "X") == value)
  }
}
