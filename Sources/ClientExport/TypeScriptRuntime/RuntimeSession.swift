extension TypeScriptRuntime {
  /// One call's life: its attempts, its body, its callbacks, and the end of them all.
  static let session = #"""
    /** The answer that opened a stream. */
    export interface StreamResponse {
      readonly status: number;
      /** Lower case, without parameters. */
      readonly mediaType: string;
      readonly headers: Headers;
      readonly url: string;
    }

    type OpenResponse = Response & { mediaType: string };
    type BodyBytes = NonNullable<Response["body"]> extends ReadableStream<infer B> ? B : never;
    type Callback = ((...values: never[]) => unknown) | undefined;

    /** One call's life: its attempts, its body, its callbacks, and the end of them all. */
    function startSession(call«: ApiCall», options«: RequestOptions») {
      const life = new AbortController(),
        { signal } = life;
      /** The request that runs now; aborting it closes the socket. */
      let attempt = life;

      const done = new Promise«<void>»((resolve) => signal.addEventListener("abort", () => resolve())),
        /** Ends everything: no callback comes any more. */
        close = ()«: void» => {
          for (const each of [attempt, life]) each.abort(new ClientError("closed", "call closed"));
        },
        /** What the caller set for this call, or for all. */
        given = «<K extends keyof ClientSettings>»(name«: K»)«: ClientSettings[K]» => options[name] ?? settings[name];

      /** What the server does next, or why it does not. */
      function awaited«<T>»(kind«: ErrorKind», what«: string», answer«: Promise<T>», limit = options.idleTimeout)«: Promise<T>» {
        const { signal } = attempt,
          timer = limit && setTimeout(() => attempt.abort(new TimeoutError("timeout", "no byte within idleTimeout")), limit);
        return new Promise«<T>»((resolve, reject) => {
          // Not every answer hears of it: `auth` for one does not.
          signal.onabort = () => reject(signal.reason);
          answer.then(resolve, (cause) => reject(signal.reason ?? new ConnectionError(kind, `${what}: ${cause}`, { cause })));
          signal.throwIfAborted();
        }).finally(() => clearTimeout(timer));
      }

      function urlOf({ path, params = {}, query = {} }«: ApiCall»)«: string» {
        const place = path.replace(/\{(.+?)(:path)?\}/g, (_, name«: string», isPath«?: string») => {
          const text = encodeURIComponent(textsOf(params[name]).join(",")).replace(/%2F/g, isPath ? "/" : "$&");
          // Every URL parser takes dots for a step up.
          if (/^$|(^|\/)\.\.?(\/|$)/.test(text)) throw new TypeError(`${name}: no path can hold "${text}"`);
          return text;
        });
        // Lists are repeated, null and undefined left out.
        return (given("baseUrl") ?? getBaseUrl()).replace(/\/+$/, "") + place + Object.entries(query).flatMap(([name, value]) =>
          textsOf(value).map((text) => `&${encodeURIComponent(name)}=${encodeURIComponent(text)}`)).join("").replace("&", "?");
      }

      /** Sends the request; `own` headers win over the caller's. */
      async function send(own«: WireValues», signal«: AbortSignal»)«: Promise<Response>» {
        const secrets = await given("auth")?.(),
          sent = ⟨secured(call, secrets)⟩⟮{ ...call, headers: { ...call.headers, ...secrets } }⟯,
          headers = new Headers();
        for (const values of [settings.headers, options.headers, sent.headers, own]) {
          for (const [name, value] of Object.entries(values ?? {})) {
            const texts = textsOf(value);
            // As UTF-8, which `Headers` takes one byte a character.
            if (texts.length) headers.set(name, String.fromCharCode(...new TextEncoder().encode(texts.join(", "))));
          }
        }
        return (given("fetch") ?? fetch)(urlOf(sent), { ...sent, headers, signal, cache: "no-store", credentials: given("credentials") }« as RequestInit»);
      }

      /** The answer; a status outside 200–299 is an HttpError. */
      async function open(own«: WireValues» = {})«: Promise<OpenResponse>» {
        signal.throwIfAborted();
        attempt = new AbortController();
        const response = «(»await awaited("connect", "the request failed", send(own, attempt.signal))«) as OpenResponse»,
          { headers, ok, status } = response;
        response.mediaType = (headers.get("Content-Type") ?? "").toLowerCase().replace(/[\s;,].*/, "");
        if (ok) return response;
        // One that stalls would keep the next attempt waiting.
        const body = await bodyOf(response, (done) => done >= 65536, 5e3).then((all) => all.slice(0, 65536).text()).catch(() => ""),
          detail = «(»valueOf(body, true)« as { readonly detail?: unknown } | null)»?.detail,
          // Where there is none, `null` matches nothing.
          wait = headers.get("Retry-After")« as string»,
          ms = /^\d+$/.test(wait) ? +wait * 1e3 : Date.parse(wait) - Date.now(),
          why = typeof detail === "string" ? ": " + detail : "";
        throw new HttpError("status", `the server answered ${status}${why}`, { status, body, detail, retryAfterMs: ms > 0 ? ms : undefined });
      }

      /** The body in the pieces in which it arrives; undefined is its end. */
      async function* pieces(response«: Response», limit«?: number»)«: AsyncGenerator<BodyBytes | undefined, void, undefined>» {
        const reader = (response.body ?? new Blob().stream()).getReader();
        try {
          let next;
          do {
            next = await awaited("connectionLost", "lost the connection", reader.read(), limit);
            yield next.value;
          } while (!next.done);
        } finally {
          reader.cancel().catch(() => {});
        }
      }

      /** The whole body, or what there is of it when `each` gives true. */
      async function bodyOf(response«: OpenResponse», each«: (done: number) => unknown», limit«?: number»)«: Promise<Blob>» {
        const parts«: BodyBytes[]» = [];
        let done = 0;
        for await (const piece of pieces(response, limit)) {
          if (!piece) break;
          parts.push(piece);
          done += piece.length;
          if (await each(done)) break;
        }
        return new Blob(parts, { type: response.mediaType });
      }

      /** Calls back, and waits for what it promises; never after `close()`. */
      async function tell(callback«: Callback», ...values«: unknown[]»)«: Promise<void>» {
        try {
          if (!signal.aborted) await callback?.(...values« as never[]»);
        } catch (error) {
          // As for an event listener: it is the program's error, not the stream's.
          setTimeout(() => {
            throw error;
          });
        }
      }

      if (options.signal?.aborted) close();
      options.signal?.addEventListener("abort", close, { signal });
      return { signal, done, close, urlOf, open, pieces, bodyOf, tell };
    }

    """#
}
