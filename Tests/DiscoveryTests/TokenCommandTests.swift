import Discovery
import Testing

@Suite(.timeLimit(.minutes(1))) struct TokenCommandTests {
  @Test(arguments: [
    "echo t0ken", "printf 't0ken\\n\\n'", "printf ' t0ken'", "echo t0ken >&1; echo x >&2",
  ])
  func `what the command prints is the token, without the space around it`(
    command: String
  ) async throws {
    #expect(try await TokenCommand(command).authorization() == "Bearer t0ken")
  }

  @Test(arguments: [
    ("echo s3cret; exit 3", TokenCommand.Problem.failed(status: 3)),
    ("exit 127", .failed(status: 127)),
    ("kill -9 $$", .killed(signal: 9)), ("true", .silent), ("echo", .silent),
    ("echo s3cret s3cret", .notOnePiece), ("printf 's3cret\\nX: y'", .notOnePiece),
    ("printf 's3\\001cret'", .notOnePiece), ("head -c 100000 /dev/zero | tr '\\0' a", .notOnePiece),
  ])
  func `a command that prints none says why, and not what it printed`(
    command: String, problem: TokenCommand.Problem
  ) async {
    let thrown = await #expect(throws: TokenCommand.Problem.self) {
      try await TokenCommand(command).authorization()
    }
    #expect(thrown == problem)
    #expect(thrown?.description.contains("s3cret") == false)
  }

  @Test(arguments: ["sleep 100", "sleep 100 & wait", "while :; do :; done"])
  func `a command that takes too long is ended`(command: String) async {
    let limit = Duration.milliseconds(300)
    await #expect(throws: TokenCommand.Problem.tooSlow(limit)) {
      try await TokenCommand(command, limit: limit).authorization()
    }
  }
}
