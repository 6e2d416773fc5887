import Testing

@testable import fluidtop

@Suite struct UnifiedDiffTests {
  @Test(arguments: [
    ("a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"),
    ("a\n", "a\nb\n", "@@ -1,1 +1,2 @@\n a\n+b\n"),
    ("", "a\n", "@@ -0,0 +1,1 @@\n+a\n"), ("a\n", "", "@@ -1,1 +0,0 @@\n-a\n"),
    ("a\n", "a", "@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n"),
    ("a\r\nb\r\n", "a\r\nB\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+B\r\n"),
    ("a\r\nb\r\n", "a\nb\n", "@@ -1,2 +1,2 @@\n-a\r\n-b\r\n+a\n+b\n"),
    ("a\r\nb", "a\r\n", "@@ -1,2 +1,1 @@\n a\r\n-b\n\\ No newline at end of file\n"),
    (
      "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\nnine\n",
      "@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+nine\n"
    ),
    (
      "x\n1\n2\n3\n4\n5\n6\n7\ny\n", "1\n2\n3\n4\n5\n6\n7\n",
      "@@ -1,4 +1,3 @@\n-x\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-y\n"
    ),
    ("a\nb\na\n", "b\na\nb\n", "@@ -1,3 +1,3 @@\n-a\n b\n a\n+b\n"),
  ])
  func `lines that differ stand with three around them`(old: String, new: String, hunks: String) {
    let diff = UnifiedDiff(from: old, to: new).text(named: "api.ts")
    #expect(diff == "--- api.ts\n+++ api.ts\n" + hunks)
  }

  @Test func `a file that is another altogether is compared in bounded time`() {
    let (old, new) = ("a", "b")
    func text(_ name: String) -> String { (0..<20_000).map { "\(name)\($0)\n" }.joined() }
    let diff = UnifiedDiff(from: text(old), to: text(new)).text(named: "api.ts")
    #expect(diff.hasPrefix("--- api.ts\n+++ api.ts\n@@ -1,20000 +1,20000 @@\n-a0\n-a1\n"))
  }
}
