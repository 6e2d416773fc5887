extension TypeScriptRuntime {
  /// Secrets in the places that their security schemes name.
  static let security = #"""
    type SecretPlace = readonly [place: "headers" | "query" | "cookies", name: string, before?: string];

    /** The call with the secrets of `auth` that it asks for, where their schemes want them; what is of no scheme is a header. */
    function secured(call«: ApiCall», secrets«: WireValues | null | undefined»)«: ApiCall» {
      for (const [scheme, secret] of Object.entries(secrets ?? {})) {
        const known = secretPlaces.get(scheme);
        const [place, name, before = ""] = known ?? ["headers", scheme];
        const text = textOf(secret ?? "");
        if (!text || (known && !call.security?.includes(scheme))) continue;
        // `user:password` travels in Base64.
        const coded = before === "Basic " ? btoa(String.fromCharCode(...new TextEncoder().encode(text))) : text;
        const cookies = [call.headers?.["cookie"], cookieOf({ [name]: text })].filter(Boolean).join("; ");
        const [part, own] = place === "cookies" ? ["headers"« as const», { cookie: cookies }] : [place, { [name]: before + coded }];
        call = { ...call, [part]: { ...call[part], ...own } };
      }
      return call;
    }

    """#
}
