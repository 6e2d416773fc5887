import Testing
import WebText

@Suite struct HTMLTextTests {
  @Test(arguments: [
    (
      "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n",
      "502 Bad Gateway nginx/1.25.3"
    ),
    (
      "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>No such page.</p>",
      "Not Found No such page."
    ),
    ("<title>Only &amp; this</title>", "Only & this"),
    ("<!-- a > b --><p>x<br>y</p><script>if (a < b) {}</script><STYLE>p{}</STYLE>z", "x y z"),
    (
      "<p>1 &lt; 2 &#39;q&#39; &#x27;r&#x27; &nbsp;&copy; &unknown; &amp</p>",
      "1 < 2 'q' 'r' © &unknown; &amp"
    ),
    ("  \n<p>a < b</p>", "a < b"), ("<script>never closed", ""), ("<p", ""), ("<", "<"),
  ])
  func `a page says what a person would read`(page: String, text: String) {
    #expect(HTMLText(page)?.text == text)
  }

  @Test(arguments: ["", "plain", "a <b>", "{\"a\": \"<p>\"}"])
  func `what begins otherwise is no page`(text: String) {
    #expect(HTMLText(text) == nil)
  }
}
