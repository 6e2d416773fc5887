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

    type OpenResponse = Response & StreamResponse;
    type BodyBytes = NonNullable<Response["body"]> extends ReadableStream<infer B> ? B : never;
    type Callback = ((...values: never[]) => unknown) | undefined;

    /** One call's life: its attempts, its body, its callbacks, and the end of them all. */
    function startSession(call«: ApiCall», options«: RequestOptions») {
      const life = new AbortController();
      const { signal } = life;
      /** The request that runs now; aborting it closes the socket. */
      let attempt = life;

      /** Ends everything: no callback comes any more. */
      const close = ()«: void» => {
        const reason = new ClientError("closed", "the call was closed");
        attempt.abort(reason);
        life.abort(reason);
      };

      /** What the server does next, or why it does not. */
      async function awaited«<T>»(kind«: ErrorKind», what«: string», answer«: Promise<T>»)«: Promise<T>» {
        const giveUp = () => attempt.abort(new TimeoutError("timeout", "nothing came within idleTimeout"));
        const timer = options.idleTimeout && setTimeout(giveUp, options.idleTimeout);
        try {
          const value = await answer;
          attempt.signal.throwIfAborted();
          return value;
        } catch (cause) {
          const { reason } = attempt.signal;
          throw reason instanceof ClientError ? reason : new ConnectionError(kind, `${what}: ${cause}`, { cause });
        } finally {
          clearTimeout(timer);
        }
      }

      /** Sends the request; a status outside 200–299 is an HttpError. */
      async function open(own«: WireValues» = {})«: Promise<OpenResponse>» {
        signal.throwIfAborted();
        attempt = new AbortController();
        const sent = sendCall(call, options, own, attempt.signal);
        const response = await awaited("connect", "the server cannot be reached", sent);
        const { headers } = response;
        const mediaType = (headers.get("Content-Type") ?? "").replace(/[;,].*/s, "").trim().toLowerCase();
        const opened = Object.assign(response, { mediaType });
        if (opened.ok) return opened;
        const body = await bodyOf(opened, (done) => done >= 65536).catch(() => new Blob());
        const wait = headers.get("Retry-After") ?? "";
        const ms = /^\d+$/.test(wait) ? Number(wait) * 1000 : Date.parse(wait) - Date.now();
        throw new HttpError(opened.status, await body.slice(0, 65536).text(), ms > 0 ? ms : undefined);
      }

      /** The body in the pieces in which it arrives; undefined is its end. */
      async function* pieces(response«: Response»)«: AsyncGenerator<BodyBytes | undefined, void, undefined>» {
        const reader = (response.body ?? new Blob().stream()).getReader();
        try {
          let next;
          do {
            next = await awaited("connectionLost", "the connection was lost", reader.read());
            yield next.value;
          } while (!next.done);
        } finally {
          reader.cancel().catch(() => {});
        }
      }

      /** The whole body, or what there is of it when `each` gives true. */
      async function bodyOf(response«: OpenResponse», each«?: (done: number) => unknown»)«: Promise<Blob>» {
        const parts«: BodyBytes[]» = [];
        let done = 0;
        for await (const piece of pieces(response)) {
          if (!piece) break;
          parts.push(piece);
          done += piece.length;
          if (await each?.(done)) break;
        }
        return new Blob(parts, { type: response.mediaType });
      }

      /** Calls back one by one, and waits for what they promise; never after `close()`. */
      async function tell(callbacks«: readonly Callback[]», ...values«: unknown[]»)«: Promise<void>» {
        for (const callback of callbacks) {
          try {
            if (!signal.aborted) await callback?.(...values« as never[]»);
          } catch (error) {
            // As for an event listener: it is the program's error, not the stream's.
            setTimeout(() => {
              throw error;
            });
          }
        }
      }

      if (options.signal?.aborted) close();
      options.signal?.addEventListener("abort", close, { signal });
      return { signal, close, open, pieces, bodyOf, tell };
    }

    """#
}
