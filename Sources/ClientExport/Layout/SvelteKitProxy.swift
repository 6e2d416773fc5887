import Endpoints
import WebText

/// The server route of a SvelteKit project that passes requests on to the backend.
enum SvelteKitProxy {
  /// - Parameters:
  ///   - backend: `http://host:port`, as the SvelteKit server reaches it.
  ///   - browserURL: Where a browser reaches it: `/api`, or that on the page's own server.
  static func text(backend: String, browserURL: String) -> String {
    let path = path(of: browserURL).onOneLine
    return
      "// SvelteKit proxy route \(ExportedFile.mark): src/routes\(path)/[...path]/+server.ts sends \(path)/… to the backend.\n\n"
      + "import type { RequestHandler } from \"@sveltejs/kit\";\n\n"
      + "const BACKEND = " + TypeScriptLiteral.string(URLText(backend).withoutCredentials) + ";\n\n"
      + route.text(for: [])
  }

  /// `/api` of `/api/` and of `https://page/api`; nothing of a server's root.
  private static func path(of url: String) -> String {
    let rest =
      url.firstRange(of: "://").map { url[$0.upperBound...].drop { $0 != "/" } } ?? url[...]
    let steps = rest.prefix { !"?#".contains($0) }.split(separator: "/")
    return steps.map { "/" + $0 }.joined()
  }

  private static let route = RuntimeSource(PackageResources.sveltekit_proxy_ts)
}
