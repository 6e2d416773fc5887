extension TypeScriptRuntime {
  /// Secrets in the places that their security schemes name.
  static let security = #"""
    type SecretPlace = readonly [place: "headers" | "query" | "cookies", name: string, before?: string];

    /** Puts the secrets of `auth` where their schemes want them; what is of no scheme is a header. */
    function securedBy(schemes«: Readonly<Record<string, SecretPlace>>») {
      return (call«: ApiCall», secrets«: WireValues»)«: ApiCall» => {
        for (const [scheme, secret] of Object.entries(secrets)) {
          const [place, name, before = ""] = schemes[scheme] ?? ["headers"« as const», scheme];
          const text = wireText(secret);
          // `user:password` travels in Base64.
          const coded = before === "Basic " ? btoa(String.fromCharCode(...new TextEncoder().encode(text))) : text;
          if (text !== "") call = { ...call, [place]: { ...call[place], [name]: before + coded } };
        }
        return call;
      };
    }

    """#
}
