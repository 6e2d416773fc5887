import Testing

@testable import fluidtop

/// The user's own editor.
@Suite struct ExternalEditorTests {
  @Test func `the text comes back as the editor left it`() throws {
    let editor = ExternalEditor(environment: ["EDITOR": "sed -i s/a/b/", "PATH": "/usr/bin:/bin"])
    #expect(try editor.edited("{\"a\": 1}\n", ending: ".json") == "{\"b\": 1}\n")
  }

  @Test func `the file is its owner's alone, ends as it should, and is gone afterwards`() throws {
    let editor = ExternalEditor(
      environment: [
        "PATH": "/usr/bin:/bin", "EDITOR": "false",
        "VISUAL": "f() { ls -ld \"$1\" \"${1%/*}\" > \"$1.seen\"; mv \"$1.seen\" \"$1\"; }; f",
      ])
    let lines = try editor.edited("secret", ending: ".json").split(separator: "\n").sorted()
    #expect(lines.map { $0.prefix(10) } == ["-rw-------", "drwx------"])
    let path = lines[0].split(separator: " ").last.map(String.init) ?? ""
    #expect(path.hasSuffix("/body.json"))
    #expect(!SmallFile.isReadableFile(path))
    #expect(!SmallFile.isFolder(String(path.dropLast("/body.json".count))))
  }

  @Test(
    arguments: [
      ([:], "set EDITOR"), (["EDITOR": " "], "set EDITOR"),
      (["EDITOR": "exit 3; :"], "ended with status 3"),
      (["EDITOR": "no-such-editor"], "there is no editor 'no-such-editor'"),
      (["EDITOR": "kill -9 $$; :"], "was broken off"),
      (["EDITOR": "f() { printf '\\377' > \"$1\"; }; f"], "no text in UTF-8"),
      (["EDITOR": "rm"], "can't be read"),
    ] as [([String: String], String)])
  func `an editor that fails changes nothing`(variables: [String: String], words: String) {
    let environment = variables.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
    let editor = ExternalEditor(environment: environment)
    do throws(ExternalEditor.Problem) {
      Issue.record("taken: \(try editor.edited("a", ending: ".txt"))")
    } catch {
      #expect(error.sentence.contains(words), "\(error.sentence)")
    }
  }
}
