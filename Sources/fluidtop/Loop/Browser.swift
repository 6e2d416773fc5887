import StreamClient
import Subprocess
import WebText

/// The program that shows a page in the user's browser.
struct Browser: Sendable {
  let name: String

  /// Nil where the user sits elsewhere, or has nothing to show a page on.
  init?(environment: [String: String]) {
    guard Clipboard.isLocal(environment) else { return nil }
    #if os(macOS)
      name = "open"
    #else
      let screens = ["WAYLAND_DISPLAY", "DISPLAY"]
      guard screens.contains(where: { !(environment[$0] ?? "").isEmpty }) else { return nil }
      name = "xdg-open"
    #endif
  }

  /// The address of a page as browsers may have it, for documents write what they like: of the web,
  /// without credentials, and no word that a program could take for an option.
  static func page(at text: String) -> String? {
    guard let url = WebURL(text), url.isHTTP, !url.host.isEmpty else { return nil }
    return url.withoutCredentials.href
  }

  /// Asks it for a page; false where it is not there or refuses.
  func open(_ page: String) async -> Bool {
    var options = PlatformOptions()
    // The browser that it starts outlives the keys of this terminal.
    options.processGroupID = 0
    let result = try? await Subprocess.run(
      .name(name), arguments: Arguments([page]), platformOptions: options, input: .none,
      output: .discarded, error: .discarded)
    return result?.terminationStatus.isSuccess ?? false
  }
}
