import Testing

@testable import ClientExport

struct ShellWordTests {
  @Test(arguments: [
    ("", "''"), ("plain", "'plain'"), ("it's", #"'it'\''s'"#), ("$A", #""$A""#),
    ("$A_1x", #""${A_1}x""#), ("a!$B", #"'a!'"$B""#), ("cost $5", "'cost $5'"),
    ("$$A", #"'$'"$A""#), ("$lower", "'$lower'"), ("`id`", "'`id`'"),
  ])
  func `a word is quoted as little as it can be`(text: String, quoted: String) {
    #expect(ShellWord(expanding: text).quoted == quoted)
  }

  @Test(
    arguments: [
      ("Authorization", "AUTHORIZATION"), ("accessToken", "ACCESS_TOKEN"), ("api-key", "API_KEY"),
      ("PASSWORD", "PASSWORD"), ("max_tokens", nil), ("author", nil), ("user_id", nil),
      ("monkey", nil),
    ] as [(String, String?)])
  func `a secret is known by its name`(name: String, variable: String?) {
    #expect(Secret.variable(for: name) == variable)
  }
}
