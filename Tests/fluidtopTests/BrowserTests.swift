import Testing

@testable import fluidtop

/// Which pages are shown, and by what.
@Suite struct BrowserTests {
  @Test(arguments: [
    ("https://docs.example.org/a", "https://docs.example.org/a"),
    ("http://localhost:8000/docs#/tag/id", "http://localhost:8000/docs#/tag/id"),
    ("HTTP://user:secret@host/", "http://host/"), ("javascript:alert(1)", nil),
    ("file:///etc/passwd", nil),
    ("--help", nil), ("-a http://host/", nil), ("", nil), ("http://", nil),
    ("data:text/html,x", nil),
    ("http://host/$(touch x)`y`;z'\"", "http://host/$(touch%20x)%60y%60;z'%22"),
  ])
  func `only pages of the web are`(text: String, page: String?) {
    #expect(Browser.page(at: text) == page)
  }

  #if os(Linux)
    @Test(arguments: [
      ([:], nil), (["DISPLAY": ":0"], "xdg-open"), (["WAYLAND_DISPLAY": "w"], "xdg-open"),
      (["DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"], nil),
    ])
    func `where the user sits elsewhere there is none`(variables: [String: String], name: String?) {
      #expect(Browser(environment: variables)?.name == name)
    }
  #endif
}
