extension TypeScriptRuntime {
  /// Subscribing to Server-Sent Events, and connecting again.
  static let events = #"""
    /** Answers to a reconnection that may change by themselves. */
    const PASSING«: readonly number[]» = [408, 429, 500, 502, 503, 504];

    class EventStream extends RecordStream {
      #openedAt«: number | undefined»;
      #failures = 0;
      #listeners = new Map«<string, Set<(value: never) => unknown>>»();
      #given«: EventOptions»;

      constructor(call«: ApiCall», callbacks«: AllCallbacks», options«: EventOptions», formats«: readonly StreamFormat[]») {
        super(call, callbacks, options, formats);
        this.#given = options;
        this.lastEventId = options.lastEventId ?? "";
        this.url = urlOf(call, options);
      }

      get readyState()«: 0 | 1 | 2» {
        return this.signal.aborted ? 2 : this.state;
      }

      addEventListener(type«: string», listener«: (value: never) => unknown»)«: void» {
        this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
      }

      removeEventListener(type«: string», listener«: (value: never) => unknown»)«: void» {
        this.#listeners.get(type)?.delete(listener);
      }

      «override »async hear(type«: string», value«: unknown»)«: Promise<void>» {
        if (type === "open") this.#openedAt = Date.now();
        for (const listener of [...(this.#listeners.get(type) ?? [])]) await this.tell(listener, value« as never»);
      }

      «override »async give(item«: StreamItem»)«: Promise<void>» {
        const { type, text, value } = item;
        if (type === undefined) return super.give(item);
        await this.tell(this.callbacks.onMessage, value« as never»);
        const { on = {} } = this.callbacks;
        if (Object.keys(on).includes(type) && text !== this.limits.endData && !this.closed) {
          await this.tell(on[type], valueOf(text)« as never», value« as never»);
        }
        await this.hear(type, value);
      }

      «override »headers()«: Record<string, string>» {
        const id = this.lastEventId;
        // No header can carry a control character.
        if (id === "" || /[\0-\x1f\x7f]/.test(id)) return super.headers();
        return { ...super.headers(), "Last-Event-ID": byteString(id) };
      }

      «override »ended()«: ClientError | undefined» {
        if (this.#policy !== "always") return undefined;
        return new ConnectionError("connectionLost", "the server ended the stream");
      }

      get #policy()«: EventOptions["reconnect"]» {
        return this.#given.reconnect ?? (this.call.method === "GET" ? "always" : "never");
      }

      «override »delay(error«: ClientError»)«: number | undefined» {
        if (this.#openedAt === undefined) this.#failures += 1;
        else if (Date.now() - this.#openedAt >= 60_000) this.#failures = 0;
        this.#openedAt = undefined;
        if (this.#policy === "never") return undefined;
        if (error instanceof HttpError) {
          if (!this.hasOpened || !PASSING.includes(error.status)) return undefined;
          return Math.max(this.#backedOff(), Math.min(error.retryAfterMs ?? 0, 86_400_000));
        }
        return ["connect", "connectionLost", "timeout"].includes(error.kind) ? this.#backedOff() : undefined;
      }

      /** Doubled for each attempt that failed, to 30 s, and drawn from the upper half of that. */
      #backedOff()«: number» {
        const { retry } = this;
        const base = retry === undefined ? Math.max(0, this.#given.retryDelay ?? 3000) : Math.min(300_000, Math.max(100, retry));
        if (this.#failures === 0) return base;
        const most = Math.min(base * 2 ** this.#failures, Math.max(base, 30_000));
        return Math.max(base, most * (0.5 + Math.random() / 2));
      }
    }

    function openEvents«<M, C = never>»(
      call«: ApiCall»,
      callbacks«: EventCallbacks<M>»,
      formats«: readonly StreamFormat[]»,
      options«: EventOptions» = {},
    )«: EventConnection<M, C>» {
      return new EventStream(call, callbacks« as AllCallbacks», options, formats)« as unknown as EventConnection<M, C>»;
    }

    """#
}
