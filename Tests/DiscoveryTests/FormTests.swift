import Discovery
import Endpoints
import StreamDecoding
import Testing

/// What requests carry, as the source alone says it.
@Suite(.timeLimit(.minutes(5))) struct `Forms and files in the source` {
  private func catalog(_ parameter: String) async throws -> Catalog {
    let file = try TemporaryFile(
      named: "main.py",
      holding: """
        from typing import Annotated
        from fastapi import Body, Depends, FastAPI, File, Form, UploadFile
        from fastapi.security import OAuth2PasswordRequestForm
        from pydantic import BaseModel
        app = FastAPI()
        class Login(BaseModel):
            user: str
            at: tuple[float, int]
            all: tuple[int, ...] = ()
        @app.post("/in")
        def enter(\(parameter)):
            return 1
        """)
    return try await DiscoveryBench().discover(file.path).catalog
  }

  @Test(arguments: [
    (
      "form: Annotated[Login, Form()]", "application/x-www-form-urlencoded",
      ##"{"$ref":"#/components/schemas/Login"}"##
    ),
    (
      "name: str = Form()", "application/x-www-form-urlencoded",
      #"{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}"#
    ),
    (
      "file: UploadFile", "multipart/form-data",
      #"{"type":"object","properties":{"file":{"type":"string","format":"binary"}},"required":["file"]}"#
    ),
    (
      "files: list[UploadFile]", "multipart/form-data",
      #"{"type":"object","properties":{"files":{"type":"array","items":{"type":"string","format":"binary"}}},"required":["files"]}"#
    ),
    (
      "file: Annotated[bytes, File()]", "multipart/form-data",
      #"{"type":"object","properties":{"file":{"type":"string","format":"binary"}},"required":["file"]}"#
    ),
    (
      "login: Annotated[Login, Body(embed=True)]", "application/json",
      ##"{"type":"object","properties":{"login":{"$ref":"#/components/schemas/Login"}},"required":["login"]}"##
    ),
  ])
  func `a body is what FastAPI takes`(parameter: String, mediaType: String, schema: String)
    async throws
  {
    let body = try #require(try await catalog(parameter).endpoints.first?.body)
    #expect(body.mediaType == mediaType)
    #expect(body.schema.text() == schema)
    #expect(body.required)
  }

  @Test(arguments: [
    "form: OAuth2PasswordRequestForm = Depends()",
    "form: Annotated[OAuth2PasswordRequestForm, Depends()]",
  ])
  func `a log-in by password sends its form`(parameter: String) async throws {
    let body = try #require(try await catalog(parameter).endpoints.first?.body)
    #expect(body.mediaType == "application/x-www-form-urlencoded")
    #expect(body.schema["required"] == ["username", "password"])
    #expect(
      body.schema["properties"]?.objectValue?.keys == [
        "grant_type", "username", "password", "scope", "client_id", "client_secret",
      ])
  }

  @Test func `a tuple knows each of its places`() async throws {
    let fields = try await catalog("login: Login").models["Login"]?["properties"]
    #expect(
      fields?["at"]?.text()
        == #"{"type":"array","minItems":2,"maxItems":2,"prefixItems":[{"type":"number"},{"type":"integer"}]}"#
    )
    #expect(fields?["all"]?["items"] == ["type": "integer"])
  }
}
