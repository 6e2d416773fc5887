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
    /** A record: its value, and its text⟦; of an event also its type, and its data read as JSON⟧. */
    interface StreamItem {
      readonly value: unknown;
      readonly text: string;⟦
      readonly type?: string;
      json?(): unknown;⟧
    }

    /** Items from bytes that are cut anywhere; no bytes: the end of the body. */
    type RecordDecoder = (piece?: Uint8Array) => Iterable<StreamItem>;

    interface StreamFormat {
      readonly accept: string;
      /** Undefined where the answer is of another format. */
      decoder(mediaType: string, isFile: boolean, limit: number⟦, state: ConnectionState⟧): RecordDecoder | undefined;
    }

    /** Opens a stream of these formats: ⟦of events a connection that is made again, else ⟧a promise. */
    function openStream«<S>»(
      call«: ApiCall»,
      callbacks«: AnyCallbacks»,
      formats«: readonly StreamFormat[]»,
      options«: ⟦AnyOptions⟧⟪StreamOptions⟫» = {},
    )«: S» {
      const { signal, close, open, pieces, tell } = startSession(call, options);
      const accept = formats.map((format) => format.accept).join(", ");
      const { recordLimit = 1 << 24, endData⟦, endEvent = "", lastEventId = "", retryDelay = 3000⟧ } = options;⟦
      const isEvents = accept.startsWith("text/event-stream");
      let { reconnect = isEvents && call.method === "GET" ? "always" : "never" } = options;
      const state«: ConnectionState» = { readyState: 0, url: isEvents ? urlOf(call, options) : "", lastEventId };
      let listeners«: readonly (readonly [type: string, listener: Callback])[]» = [];
      const handlers = new Map(Object.entries(callbacks.on ?? {}));
      let hasOpened = false;
      let failures = 0;
      let wake«: (() => void) | undefined»;⟧
      let isLooped = false;
      let failure«: unknown»;
    ⟦
      /** One callback, and those who listen. */
      const heard = (type«: string», callback«?: Callback»)«: Callback[]» => [
        callback,
        ...listeners.flatMap(([name, listener]) => (name === type ? listener : [])),
      ];

      /** Milliseconds to the next attempt; undefined when there is none. */
      function delayAfter({ kind, status = 0, retryAfterMs = 0 }«: ClientError & Partial<HttpError>», openedAt«: number»)«: number | undefined» {
        // Answers that may change by themselves, and lost connections.
        const mayPass = status ? hasOpened && [408, 429, 500, 502, 503, 504].includes(status) : /^(connect|timeout)/.test(kind);
        if (!mayPass || reconnect === "never") return undefined;
        if (!openedAt) failures += 1;
        else if (openedAt < Date.now() - 60_000) failures = 0;
        const base = state.retry === undefined ? Math.max(0, retryDelay) : Math.min(300_000, Math.max(100, state.retry));
        // Doubled for each attempt that failed, to 30 s, and drawn from the upper half of that.
        const drawn = failures && Math.min(base * 2 ** failures, 30_000) * (0.5 + Math.random() / 2);
        return Math.max(base, drawn, Math.min(retryAfterMs, 86_400_000));
      }
    ⟧
      /** One connection and its records⟦; true when another one is to follow⟧. */
      async function* attempt()«: AsyncGenerator<unknown, ⟦boolean⟧⟪void⟫, undefined>» {⟦
        let openedAt = 0;
        try {
          // No header can carry a control character.
          const id = /^$|[\0-\x1f\x7f]/.test(state.lastEventId) ? undefined : state.lastEventId;⟧
          const response = await open({ Accept: accept, "Accept-Encoding": "identity"⟦, "Last-Event-ID": id⟧ });
          const { mediaType, headers⟦, status, url⟧ } = response;⟦
          // The server's way to say "stop".
          if (status === 204 && hasOpened) return false;⟧
          const isFile = /^\s*attachment/i.test(headers.get("Content-Disposition") ?? "");
          const decode = formats.map((format) => format.decoder(mediaType, isFile, recordLimit⟦, state⟧)).find(Boolean);
          if (!decode) throw new ContentTypeError("mediaType", `the answer is ${mediaType || "untyped"}, not ${accept}`, { mediaType });⟦
          Object.assign(state, { readyState: 1, url: url || state.url });
          // Anything but events ends with its body.
          if (mediaType !== "text/event-stream") reconnect = "never";
          hasOpened = true;
          openedAt = Date.now();⟧
          await tell(⟦heard("open", callbacks.onOpen)⟧⟪[callbacks.onOpen]⟫, response);
          for await (const piece of pieces(response)) {
            for (const { text, value⟦, type, json⟧ } of decode(piece)) {⟦
              if (type !== undefined) {
                await tell(heard(type, callbacks.onMessage), value);
                const handler = handlers.get(type);
                if (handler && text !== endData && !signal.aborted) await tell([handler], json?.(), value);
              } else⟧ await tell([callbacks.onChunk], value);
              if (isLooped) yield value;
              if (text === endData⟦ || type === endEvent⟧) return⟦ false⟧;
            }
          }⟦
          if (reconnect !== "always") return false;
          throw new ConnectionError("connectionLost", "the server ended the stream");
        } catch (error) {
          let delay«: number | undefined»;
          try {
            // What no request can be made of now, none can be made of later.
            hasOpened || new Request(state.url);
            delay = delayAfter(error« as HttpError», openedAt);
          } catch {}
          if (delay === undefined) throw error;
          state.readyState = 0;
          Object.assign(error« as ClientError», { fatal: false, willRetry: true, retryInMs: state.retry ?? Math.round(delay) });
          await tell(heard("error", callbacks.onError), error);
          let timer;
          await new Promise«<void>»((resolve) => {
            wake = resolve;
            timer = setTimeout(resolve, signal.aborted ? 0 : delay);
          });
          clearTimeout(timer);
          return true;
        }⟧
      }

      async function* records()«: AsyncGenerator<unknown, void, undefined>» {
        try {
          try {
            ⟦while (yield* attempt());⟧⟪yield* attempt();⟫
          } catch (error) {
            if (!signal.aborted) failure = error;
          }⟦
          state.readyState = 2;⟧
          await (failure ? tell(⟦heard("error", callbacks.onError)⟧⟪[callbacks.onError]⟫, failure) : tell([callbacks.onComplete]));
          await tell([callbacks.onClose]);
        } finally {
          // A loop that is left ends here, too.
          close();
        }
        if (failure && isLooped) throw failure;
      }

      const all = records();
      const done = new Promise«<void>»((resolve) => {
        const end = () => {⟦
          state.readyState = 2;
          wake?.();⟧
          resolve();
        };
        if (signal.aborted) end();
        signal.addEventListener("abort", end);
      });
      // A loop that begins right after the call takes all records; without one they are gone through here.
      const result = Promise.resolve().then(async () => {
        while (!isLooped && !(await all.next()).done);
        await done;
        if (failure && ⟦!isEvents && ⟧!callbacks.onError && !isLooped) throw failure;
      });
      const handle = {
        signal,
        close,
        done,⟦
        addEventListener(...entry«: readonly [string, Callback]»)«: void» {
          handle.removeEventListener(...entry);
          listeners = [...listeners, entry];
        },
        removeEventListener(...entry«: readonly [string, Callback]»)«: void» {
          listeners = listeners.filter((other) => entry[0] !== other[0] || entry[1] !== other[1]);
        },⟧
        [Symbol.asyncIterator]() {
          isLooped = true;
          return all;
        },
        [(Symbol« as { readonly asyncDispose?: symbol }»).asyncDispose ?? Symbol()]: async () => close(),
      };
      return Object.assign(⟦isEvents ? state : ⟧result, handle)« as unknown as S»;
    }

    """#
}
