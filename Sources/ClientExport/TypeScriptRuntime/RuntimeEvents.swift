extension TypeScriptRuntime {
  /// Subscribing to Server-Sent Events, and connecting again.
  static let events = #"""
    /** An event; `json()` reads its data. */
    export interface StreamEvent<T = unknown> {
      /** The event's name, `message` where it has none. */
      readonly type: string;
      readonly data: string;
      readonly lastEventId: string;
      json(): T;
    }

    /** Called in order, never two at once; what a callback promises is waited for. */
    export interface EventCallbacks<T = unknown> {
      /** Every time the connection opens. */
      onOpen?: ((response: StreamResponse) => unknown) | undefined;
      /** Every event, named or not. */
      onMessage?: ((event: StreamEvent<T>) => unknown) | undefined;
      /** A lost connection (`willRetry`), or the error that ended the stream (`fatal`). */
      onError?: ((error: ClientError) => unknown) | undefined;
      /** Once, when the stream has ended for good without error. */
      onComplete?: (() => unknown) | undefined;
      /** Once, last of all, unless you closed. */
      onClose?: (() => unknown) | undefined;
    }

    export interface EventOptions extends StreamOptions {
      /** After which ends to connect again; `always` for GET, `never` for other methods. */
      reconnect?: "always" | "on-failure" | "never" | undefined;
      /** Milliseconds before a reconnection, until the server says otherwise; 3000 by default. */
      retryDelay?: number | undefined;
      /** As if the stream had been lost after this event. */
      lastEventId?: string | undefined;
      /** An event of this type, delivered, completes the stream. */
      endEvent?: string | undefined;
    }

    /** A subscription that runs until `close()`. */
    export interface EventConnection {
      /** 0 connecting, 1 open, 2 closed; always the present state. */
      readonly readyState: 0 | 1 | 2;
      readonly url: string;
      readonly lastEventId: string;
      /** Resolves when the subscription has ended, for whatever reason. */
      readonly done: Promise<void>;
      /** Closes the socket; no callback comes any more. */
      close(): void;
    }

    class EventStream<T> implements EventConnection {
      url: string;
      readonly done: Promise<void>;
      private state: 0 | 1 | 2 = 0;
      private openedAt: number | undefined;
      private hasOpened = false;
      private failures = 0;
      private readonly session: Session;
      private readonly decoder: EventDecoder;
      private readonly callbacks: EventCallbacks<T>;
      private readonly options: EventOptions;
      private readonly policy: "always" | "on-failure" | "never";

      constructor(call: Call, callbacks: EventCallbacks<T>, options: EventOptions) {
        this.callbacks = callbacks;
        this.options = options;
        this.policy = options.reconnect ?? (call.method === "GET" ? "always" : "never");
        this.url = urlOf(call, options);
        this.session = new Session(call, options);
        this.decoder = new EventDecoder(options.recordLimit ?? RECORD_LIMIT, options.lastEventId ?? "");
        this.done = this.run();
      }

      get readyState(): 0 | 1 | 2 {
        return this.session.isClosed ? 2 : this.state;
      }

      get lastEventId(): string {
        return this.decoder.lastEventId;
      }

      close(): void {
        this.session.close();
      }

      private async run(): Promise<void> {
        for (;;) {
          const error = await this.attempt();
          const delay = error === undefined ? undefined : this.delay(error);
          if (error === undefined || delay === undefined) return this.end(error);
          this.state = 0;
          error.retryInMs = this.decoder.retry ?? Math.round(delay);
          await this.session.tell(this.callbacks.onError, error);
          await this.session.pause(delay);
          if (this.session.isClosed) return;
        }
      }

      private async end(error: ClientError | undefined): Promise<void> {
        this.state = 2;
        if (error === undefined) await this.session.tell(this.callbacks.onComplete);
        else await this.session.tell(this.callbacks.onError, error);
        await this.session.tell(this.callbacks.onClose);
        this.session.end();
      }

      /** One connection: why it must be made again, or undefined when the stream is complete. */
      private async attempt(): Promise<ClientError | undefined> {
        this.openedAt = undefined;
        try {
          const response = await this.session.open(this.headers());
          const { status, mediaType, url } = opened(response);
          // The server's way to say "stop".
          if (status === 204 && this.hasOpened) return undefined;
          if (status === 204) throw new HttpError(status, "");
          if (mediaType !== "text/event-stream") {
            throw new ContentTypeError(mediaType, "text/event-stream");
          }
          if (url !== "") this.url = url;
          this.openedAt = Date.now();
          this.hasOpened = true;
          this.state = 1;
          this.decoder.start();
          await this.session.tell(this.callbacks.onOpen, opened(response));
          if (await this.read(response)) return undefined;
          if (this.policy !== "always") return undefined;
          return new ConnectionError("connectionLost", "the server ended the stream");
        } catch (error) {
          return asClientError(error);
        }
      }

      /** True when an event has said that the stream is complete. */
      private async read(response: Response): Promise<boolean> {
        const { endEvent, endData } = this.options;
        for await (const piece of this.session.pieces(response)) {
          for (const event of this.decoder.push(piece)) {
            const json = () => JSON.parse(event.data) as T;
            await this.session.tell(this.callbacks.onMessage, { ...event, json });
            if (this.session.isClosed || event.type === endEvent || event.data === endData) return true;
          }
        }
        return false;
      }

      private headers(): Record<string, string> {
        const headers = { Accept: "text/event-stream", "Accept-Encoding": "identity" };
        const id = this.decoder.lastEventId;
        // No header can carry a control character.
        if (id === "" || /[\0-\x1f\x7f]/.test(id)) return headers;
        return { ...headers, "Last-Event-ID": byteString(id) };
      }

      /** Milliseconds to the next attempt; undefined when there is none. */
      private delay(error: ClientError): number | undefined {
        if (this.openedAt === undefined) this.failures += 1;
        else if (Date.now() - this.openedAt >= 60_000) this.failures = 0;
        if (this.policy === "never") return undefined;
        if (error instanceof HttpError) {
          if (!this.hasOpened || !PASSING.includes(error.status)) return undefined;
          return Math.max(this.backedOff(), Math.min(error.retryAfterMs ?? 0, 86_400_000));
        }
        const isPassing = ["connect", "connectionLost", "timeout"].includes(error.kind);
        return isPassing ? this.backedOff() : undefined;
      }

      /** Doubled for each attempt that failed, to 30 s, and drawn from the upper half of that. */
      private backedOff(): number {
        const told = this.decoder.retry;
        const base =
          told === undefined
            ? Math.max(0, this.options.retryDelay ?? 3000)
            : Math.min(300_000, Math.max(100, told));
        if (this.failures === 0) return base;
        const most = Math.min(base * 2 ** this.failures, Math.max(base, 30_000));
        return Math.max(base, most * (0.5 + Math.random() / 2));
      }
    }

    /** Answers to a reconnection that may change by themselves. */
    const PASSING: readonly number[] = [408, 429, 500, 502, 503, 504];

    function openEvents<T>(
      call: Call,
      callbacks: EventCallbacks<T>,
      options: EventOptions = {},
    ): EventConnection {
      return new EventStream<T>(call, callbacks, options);
    }

    """#
}
