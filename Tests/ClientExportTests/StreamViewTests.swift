import Endpoints
import Testing

@testable import ClientExport

struct StreamViewTests {
  @Test(arguments: [
    (
      "told",
      "  return useFollowed<string, StreamOptions & ViewOptions>([], options, (told_, options) =>\n"
        + "    told({ ...told_, onChunk: told_.onRecord }, options));\n",
      "  return new StreamState<string>((told_) => told({ ...told_, onChunk: told_.onRecord }, options), options);"
    ),
    (
      "options",
      "  return useFollowed<string, StreamOptions & ViewOptions>([], options_, (told, options_) =>\n"
        + "    options({ ...told, onChunk: told.onRecord }, options_));\n",
      "  return new StreamState<string>((told) => options({ ...told, onChunk: told.onRecord }, options_), options_);"
    ),
  ])
  func `what shows a stream does not hide the function that it calls`(
    name: String, hook: String, state: String
  ) {
    let endpoint = Endpoint(name: name, path: "/", kind: .text)
    #expect(ClientCode.text(for: endpoint, baseURL: "", language: .react).contains(hook))
    #expect(ClientCode.text(for: endpoint, baseURL: "", language: .svelte).contains(state))
  }
}
