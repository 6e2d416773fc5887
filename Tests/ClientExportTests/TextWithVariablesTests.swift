import Endpoints
import Testing

@testable import ClientExport

struct TextWithVariablesTests {
  @Test(arguments: [
    ("", "''"), ("plain", "'plain'"), ("it's", #"'it'\''s'"#), ("$A", #""$A""#),
    ("${A_1}x", #""${A_1}x""#), ("a!$B", #"'a!'"$B""#), ("cost $5", "'cost $5'"),
    ("$$A", "'$A'"), ("$lower", #""$lower""#), ("${A}b", #""${A}b""#), ("${A", "'${A'"),
    ("`id`", "'`id`'"),
  ])
  func `a word is quoted as little as it can be`(text: String, quoted: String) {
    #expect(TextWithVariables(EnvironmentText(text)).quoted == quoted)
  }

  @Test(arguments: [
    ("path", "VALUE_PATH"), ("HOME", "VALUE_HOME"), ("user", "VALUE_USER"), ("IFS", "VALUE_IFS"),
    ("uid", "VALUE_UID"), ("random", "VALUE_RANDOM"), ("optarg", "VALUE_OPTARG"),
    ("lc_all", "VALUE_LC_ALL"), ("bash_env", "VALUE_BASH_ENV"), ("no_proxy", "VALUE_NO_PROXY"),
    ("_", "VALUE"), ("2fa", "VALUE_2FA"), ("user_id", "USER_ID"),
    ("language_code", "LANGUAGE_CODE"),
  ])
  func `no variable is one that a shell has already`(name: String, variable: String) {
    #expect(TextWithVariables.variableName(for: name) == variable)
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
