import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct StreamViewTests {
  private func text(_ endpoint: Endpoint, _ language: ExportLanguage) -> String {
    ClientCode.text(for: endpoint, baseURL: "", language: language)
  }

  @Test(arguments: ["key", "view", "show", "told", "options"])
  func `a hook does not hide the function that it calls`(name: String) {
    let text = text(Endpoint(name: name, path: "/", kind: .text), .react)
    #expect(text.contains(") => " + name + "({ ..."))
    #expect(!text.contains("(" + name + ") =>"))
    #expect(!text.contains("  const " + name + " ="))
    #expect(!text.contains("[" + name + ", ") && !text.contains(", " + name + "] ="))
    #expect(!text.contains("  " + name + "?: StreamOptions & ViewOptions"))
  }

  @Test(arguments: ["told", "options"])
  func `a state's function does not hide the one that it calls`(name: String) {
    let text = text(Endpoint(name: name, path: "/", kind: .text), .svelte)
    #expect(text.contains(") => " + name + "({ ..."))
    #expect(!text.contains("(" + name + ") =>"))
    #expect(!text.contains("  " + name + "?: StreamOptions & ViewOptions"))
  }
}
