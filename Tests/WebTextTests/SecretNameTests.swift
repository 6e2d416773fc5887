import Testing
import WebText

@Suite struct `Names of secrets` {
  @Test(arguments: [
    "token", "access_token", "tokens", "refreshToken", "X-API-Key", "password2", "jwt", "pin",
    "sid", "csrf", "client_secret", "passphrase", "key", "AWSAccessKeyId", "JSESSIONID",
    "PHPSESSID", "encryption_key", "signingKey", "Ocp-Apim-Subscription-Key", "license_key",
    "x-functions-key", "sas", "github_pat", "sentry_dsn", "connection_string", "DATABASE_URL",
    "auth", "Proxy-Authorization", "Set-Cookie", "X-Amz-Signature", "sig", "pwd", "passwd",
    "apikey", "myapikey", "privatekey", "X-Amz-Credential",
  ])
  func `what sounds like a secret is one`(name: String) {
    #expect(SecretName.matches(name))
  }

  @Test(arguments: [
    "user_id", "max_tokens", "token_count", "address", "design", "pinned", "author", "primary_key",
    "sort_key", "key_name", "keyboard", "keys_only", "pattern", "path", "sasquatch", "url",
    "monkey", "turkey", "signal", "compass", "passenger", "", "_",
  ])
  func `what does not is none`(name: String) {
    #expect(!SecretName.matches(name))
  }

  @Test(
    arguments: [
      ("X-API-Key", ["x", "api", "key"]), ("accessToken", ["access", "token"]),
      ("user_id", ["user", "id"]), ("AWSAccessKeyId", ["awsaccess", "key", "id"]),
      ("sha256", ["sha256"]), ("größe", ["gr", "e"]), ("--", []),
    ] as [(String, [String])])
  func `a name has words, however they are joined`(name: String, words: [String]) {
    #expect(name.nameWords == words)
  }
}
