extension TypeScriptRuntime {
  /// A stream of any format: opening it, giving out its records, opening it again.
  static let streams = #"""
    /** All that any stream calls back. */
    interface AnyCallbacks extends StreamCallbacks {
      onChunk?: Callback;⟦
      onMessage?: Callback;
      on?: Readonly<Record<string, Callback>> | undefined;⟧
    }
    ⟦
    interface AnyOptions extends StreamOptions {
      reconnect?: "always" | "on-failure" | "never" | undefined;
      retryDelay?: number | undefined;
      lastEventId?: string | undefined;
      endEvent?: string | undefined;
    }

    /** What a connection shows of itself. */
    interface ConnectionState {
      readyState: 0 | 1 | 2;
      url: string;
      lastEventId: string;
      /** The server's `retry`, in milliseconds. */
      retry?: number;
    }
    ⟧
    /** A record: its text and its value⟦; or an event, which is its own value⟧. */
    interface StreamItem {
      readonly data: string;
      readonly value?: unknown;⟦
      readonly type?: string;
      json?(): unknown;⟧
    }

    /** Items from bytes that are cut anywhere; no bytes: the end of the body. */
    type RecordDecoder = (piece?: Uint8Array) => Iterable<StreamItem>;

    interface StreamFormat {
      readonly accept: string;
      /** False where the answer is of another format. */
      decoder(mediaType: string, isFile: boolean, limit: number⟦, state: ConnectionState⟧): RecordDecoder | false;
    }

    /** Opens a stream of these formats: ⟦of events a connection that is made again, else ⟧a promise. */
    function openStream«<S>»(
      call«: ApiCall»,
      { onOpen, onChunk, onError, onComplete, onClose⟦, onMessage, on = {}⟧ }«: AnyCallbacks»,
      formats«: readonly StreamFormat[]»,
      options«: ⟦AnyOptions⟧⟪StreamOptions⟫» = {}«,»
    )«: S» {
      const { signal, done, close⟦, urlOf⟧, open, pieces, tell } = startSession(call, options),
        accept = formats.map(({ accept }) => accept).join(),
        { recordLimit = 1 << 24, endData⟦, endEvent = "", lastEventId = "", retryDelay = 3e3⟧ } = options⟦,
        isEvents = formats.includes(eventFormat),
        // An event may be called `constructor`.
        handlers«: typeof on» = { __proto__: null, ...on }« as never»,
        listeners = new Map«<string, Set<Callback>>»()⟧;
      let looped = false,
        drained = false⟦,
        phase«: 0 | 1 | 2» = 0,
        openedAt = 0,
        failures = 0,
        url = "",
        { reconnect = isEvents && call.method === "GET" ? "always" : "never" } = options;
      const state«: ConnectionState» = {
        get readyState() {
          return signal.aborted ? 2 : phase;
        },
        get url() {
          return url || urlOf(call);
        },
        lastEventId,
      }⟧;
    ⟦
      /** One callback, then those who listen. */
      async function tellAll(type«: string», callback«: Callback», value«: unknown»)«: Promise<void>» {
        for (const each of [callback, ...listeners.get(type) ?? []]) await tell(each, value);
      }

      /** Waits for the next attempt; false when there is none. */
      async function recovers(error«: ClientError & Partial<HttpError>»)«: Promise<boolean>» {
        const { kind, status, retryAfterMs = 0 } = error;
        // Answers that may change by themselves, and lost connections, are worth another attempt.
        if (reconnect === "never" || !(status ? openedAt && [408, 429, 500, 502, 503, 504].includes(status) : /connect|timeout/.test(kind))) return false;
        try {
          // What no request can be made of now, none can be made of later.
          openedAt || new Request(state.url);
        } catch {
          return false;
        }
        if (!phase) failures++;
        else if (openedAt < Date.now() - 6e4) failures = 0;
        // The server's word, within bounds; NaN without it.
        const base = Math.min(3e5, Math.max(100, state.retry ?? NaN)) || retryDelay,
          // Doubled for each attempt that failed, to 30 s, and drawn from the upper half of that.
          drawn = failures && Math.min(base * 2 ** failures, 3e4) * (1 + Math.random()) / 2,
          delay = Math.max(base, drawn, Math.min(retryAfterMs, 864e5));
        phase = 0;
        await tellAll("error", onError, Object.assign(error, { fatal: false, willRetry: true, retryInMs: state.retry ?? Math.round(delay) }));
        await new Promise«<void>»((resolve) => {
          const timer = setTimeout(resolve, signal.aborted ? 0 : delay);
          signal.onabort = () => resolve(clearTimeout(timer));
        });
        return true;
      }
    ⟧
      /** The records of one connection. */
      async function* attempt()«: AsyncGenerator<unknown, void, undefined>» {
        const response = await open({
            Accept: accept,
            "Accept-Encoding": "identity",⟦
            // No header can carry a control character.
            "Last-Event-ID": /^[^\0-\x1f\x7f]+$/.exec(state.lastEventId)?.[0],⟧
          }),
          { mediaType, headers⟦, status⟧ } = response;⟦
        // The server's way to say "stop".
        if (status === 204 && openedAt) return;⟧
        const decode = formats.map((format) =>
          format.decoder(mediaType, /^attachment/i.test(headers.get("Content-Disposition")« as string»), recordLimit⟦, state⟧)).find(Boolean);
        if (!decode) throw otherType(mediaType, accept);⟦
        // Anything but events ends with its body.
        if (mediaType !== "text/event-stream") reconnect = "never";
        phase = 1;
        url = response.url;
        openedAt = Date.now();⟧
        await ⟦tellAll("open", onOpen, response)⟧⟪tell(onOpen, response)⟫;
        for await (const piece of pieces(response)) {
          for (const item of decode(piece)) {
            const { data⟦, type⟧, value = item } = item;⟦
            if (type) {
              await tellAll(type, onMessage, item);
              const handler = handlers[type];
              if (handler && data !== endData) await tell(handler, valueOf(data, call.untyped?.includes(type)), item);
            } else⟧ await tell(onChunk, value);
            if (looped && !signal.aborted) {
              // The request that stands since before the loop takes one, too.
              if (drained) yield (drained = false);
              yield value;
            }
            if (data === endData⟦ || type === endEvent⟧) return;
          }
        }⟦
        if (reconnect === "always") throw new ConnectionError("connectionLost", "the stream ended");⟧
      }

      const all = (async function* ()«: AsyncGenerator<unknown, void, undefined>» {
        let failure«: unknown»;
        try {⟦
          for (;;) {⟧
            try {
              yield* attempt();
            } catch (error) {⟦
              if (await recovers(error« as ClientError»)) continue;⟧
              if (!signal.aborted) failure = error;
            }⟦
            break;
          }
          phase = 2;⟧
          await (failure ? ⟦tellAll("error", onError, failure)⟧⟪tell(onError, failure)⟫ : tell(onComplete));
          await tell(onClose);
        } finally {
          // A loop that is left ends here, too.
          close();
        }
        if (looped && drained) yield;
        if (failure && (looped || !(⟦isEvents || ⟧onError))) throw failure;
      })();
      // A loop that begins right after the call takes all records; without one they are gone through here.
      const result = (async () => {
        await null;
        drained = !looped;
        if (drained) await all.next();
        await done;
      })();
      return Object.assign(⟦isEvents ? state : ⟧result, {
        signal,
        close,
        done,⟦
        addEventListener(type«: string», listener«: Callback») {
          listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
        },
        removeEventListener(type«: string», listener«: Callback») {
          listeners.get(type)?.delete(listener);
        },⟧
        [Symbol.asyncIterator]() {
          looped = true;
          return all;
        },
        [«(»Symbol« as { readonly asyncDispose?: symbol })».asyncDispose ?? Symbol()]: async () => close(),
      })« as unknown as S»;
    }

    """#
}
