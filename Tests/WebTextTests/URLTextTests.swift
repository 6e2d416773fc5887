import Testing
import WebText

@Suite struct URLTextTests {
  @Test(arguments: [
    ("http://u:p@host/x?page=2", "http://host/x?page=2"),
    ("http://u:pa/ss@host:8/x", "http://host:8/x"),
    ("https://host/d.json?api_key=abc&v=1", "https://host/d.json?api_key=…&v=1"),
    ("https://host/d.json?access_token=abc", "https://host/d.json?access_token=…"),
    (
      "https://host/d?X-Amz-Signature=abc&api%5Fkey=d",
      "https://host/d?X-Amz-Signature=…&api%5Fkey=…"
    ),
    ("https://host/d?subscription-key=&jwt=a=b", "https://host/d?subscription-key=…&jwt=…"),
    ("https://host/d?page=2#access_token=abc", "https://host/d?page=2#access_token=…"),
    ("https://host/d?max_tokens=5&q=token&token", "https://host/d?max_tokens=5&q=token&token"),
    ("https://host/api/key=5;v=1", "https://host/api/key=5;v=1"),
    ("https://host/d?maps_key=abc", "https://host/d?maps_key=…"),
    ("http://[::1]:8000/a@b", "http://[::1]:8000/a@b"),
    ("wss://u:p@host/x", "wss://host/x"), ("a/b@c.json", "a/b@c.json"),
    ("http://u:pa/ss@host/?token=a", "http://host/?token=…"), ("http://u@:8000/", "http://:8000/"),
    ("http://u:pa:/ss@host/x", "http://host/x"), ("http://u:pa:8/ss@host/x", "http://host/x"),
    ("http://u:pa]/ss@host/x", "http://host/x"), ("http://u:p]:8/ss@host/x", "http://host/x"),
    ("http://u:\u{301}pa/ss@\u{301}host/x", "http://\u{301}host/x"),
    ("http://host/x?\u{301}&token=\u{301}a", "http://host/x?\u{301}&token=…"),
    ("http://u:pa://ss?@host/x", "http://host/x"), ("http://[::1]:/a@b", "http://[::1]:/a@b"),
  ])
  func `a URL is shown without its secrets`(url: String, shown: String) {
    #expect(URLText(url).withoutCredentials == shown)
  }

  @Test(arguments: [
    ("http://h", "http://h/x?y", true), ("http://H", "HTTP://h:80", true),
    ("https://u:p@h:443/", "https://h", true), ("http://127.1:8000", "http://127.0.0.1:8000", true),
    ("http+unix://%2Frun%2Fa.sock", "unix:/run/a.sock:/x", true),
    ("http://h", "https://h", false), ("http://h", "http://h:8000", false),
    ("http://h", "http://h.example", false), ("http://h@evil", "http://h", false),
    ("http+unix://%2Frun%2Fa.sock", "http+unix://%2Frun%2Fb.sock", false),
    ("http+unix://%2Frun%2Fa.sock", "http://localhost", false),
    ("openapi.json", "openapi.json", false), ("", "", false),
  ])
  func `an origin is the same however it is written`(one: String, other: String, isSame: Bool) {
    #expect(URLText(one).isSameOrigin(as: URLText(other)) == isSame)
    #expect(URLText(other).isSameOrigin(as: URLText(one)) == isSame)
  }
}
