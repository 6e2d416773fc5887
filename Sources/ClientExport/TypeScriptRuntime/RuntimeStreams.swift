extension TypeScriptRuntime {
  /// A stream of any format: opening it, giving out its records, opening it again.
  static let streams = #"""
    interface AllCallbacks extends StreamCallbacks {
      onChunk?: ((chunk: never) => unknown) | undefined;
      onMessage?: ((event: never) => unknown) | undefined;
      on?: Readonly<Record<string, ((data: never, event: never) => unknown) | undefined>> | undefined;
    }

    /** A record: its value, and its text; of an event also its type. */
    interface StreamItem {
      readonly value: unknown;
      readonly text: string;
      readonly type?: string;
    }

    /** Items from bytes that are cut anywhere; no bytes: the end of the body. */
    interface RecordDecoder {
      push(bytes?: Uint8Array): Iterable<StreamItem>;
    }

    interface StreamFormat {
      readonly accept: string;
      /** Undefined where the answer is of another format. */
      decoder(mediaType: string, limit: number, stream: RecordStream, isFile: boolean): RecordDecoder | undefined;
    }

    const MARK = new Uint8Array([0xef, 0xbb, 0xbf]);
    const DISPOSE = (Symbol« as { readonly asyncDispose?: symbol }»).asyncDispose ?? Symbol();

    class RecordStream extends CallSession {
      url = "";
      state«: 0 | 1 | 2» = 0;
      lastEventId = "";
      /** The server's `retry`, in milliseconds. */
      retry«: number | undefined»;
      hasOpened = false;
      «readonly »done«: Promise<void>»;
      #failure«: ClientError | undefined»;
      #isIterated = false;
      #asks«: ((next: { readonly value: unknown } | undefined) => void)[]» = [];
      #asked = ()«: void» => {};
      «readonly »callbacks«: AllCallbacks»;
      «readonly »limits«: StreamOptions»;
      «readonly »formats«: readonly StreamFormat[]»;

      constructor(call«: ApiCall», callbacks«: AllCallbacks», options«: StreamOptions», formats«: readonly StreamFormat[]») {
        super(call, options);
        this.callbacks = callbacks;
        this.limits = options;
        this.formats = formats;
        // A subclass is whole only then.
        this.done = Promise.resolve().then(() => this.#run());
        Object.assign(this, { [DISPOSE]: async () => this.close() });
      }

      /** The same as a promise that is rejected with the error that nobody else is told. */
      get promise()«: Promise<void>» {
        const { close, done, signal } = this;
        const told = done.then(() => {
          if (this.#failure && !this.callbacks.onError && !this.#isIterated) throw this.#failure;
        });
        const iterator = () => this[Symbol.asyncIterator]();
        const dispose = async () => close();
        return Object.assign(told, { close, done, signal, [Symbol.asyncIterator]: iterator, [DISPOSE]: dispose });
      }

      [Symbol.asyncIterator]()«: AsyncGenerator<unknown, void, undefined>» {
        this.#isIterated = true;
        return this.#iterate();
      }

      «override »end()«: void» {
        super.end();
        for (const answer of this.#asks.splice(0)) answer(undefined);
        this.#asked();
      }

      headers()«: Record<string, string>» {
        const accept = this.formats.map((format) => format.accept).join(", ");
        return { Accept: accept, "Accept-Encoding": "identity" };
      }

      async give(item«: StreamItem»)«: Promise<void>» {
        await this.tell(this.callbacks.onChunk, item.value« as never»);
      }

      /** Milliseconds to the next attempt; undefined when there is none. */
      delay(_error«: ClientError»)«: number | undefined» {
        return undefined;
      }

      /** What a body that came to its end means. */
      ended()«: ClientError | undefined» {
        return undefined;
      }

      async hear(_type«: string», _value«: unknown»)«: Promise<void>» {}

      async #iterateOnce()«: Promise<{ readonly value: unknown } | undefined>» {
        return new Promise((resolve) => {
          if (this.signal.aborted) return resolve(undefined);
          this.#asks.push(resolve);
          this.#asked();
        });
      }

      async *#iterate()«: AsyncGenerator<unknown, void, undefined>» {
        try {
          for (let next; (next = await this.#iterateOnce()); ) yield next.value;
          if (this.#failure && !this.closed) throw this.#failure;
        } finally {
          this.close();
        }
      }

      async #offer(value«: unknown»)«: Promise<void>» {
        while (this.#isIterated && this.#asks.length === 0 && !this.signal.aborted) {
          await new Promise«<void>»((resolve) => (this.#asked = resolve));
        }
        this.#asks.shift()?.({ value });
      }

      async #run()«: Promise<void>» {
        for (;;) {
          const error = await this.#connect();
          const delay = error && this.delay(error);
          if (!error || delay === undefined) {
            this.state = 2;
            this.#failure = error;
            await (error ? this.#tellError(error) : this.tell(this.callbacks.onComplete));
            await this.tell(this.callbacks.onClose);
            return this.end();
          }
          this.state = 0;
          error.retryInMs = this.retry ?? Math.round(delay);
          await this.#tellError(error);
          await this.#pause(delay);
          if (this.closed) return;
        }
      }

      async #tellError(error«: ClientError»)«: Promise<void>» {
        await this.tell(this.callbacks.onError, error);
        await this.hear("error", error);
      }

      #pause(ms«: number»)«: Promise<void>» {
        return new Promise((resolve) => {
          const timer = setTimeout(resolve, this.closed ? 0 : ms);
          this.signal.addEventListener("abort", () => {
            clearTimeout(timer);
            resolve();
          });
        });
      }

      /** One connection: why it ended, or undefined when the stream is complete. */
      async #connect()«: Promise<ClientError | undefined>» {
        try {
          const response = await this.open(this.headers());
          // The server's way to say "stop".
          if (response.status === 204 && this.hasOpened) return undefined;
          const decoder = this.#decoder(response);
          this.url = response.url || this.url;
          this.state = 1;
          this.hasOpened = true;
          await this.tell(this.callbacks.onOpen, openingOf(response));
          await this.hear("open", openingOf(response));
          for await (const piece of this.#unmarked(response)) {
            if (await this.#deliver(decoder.push(piece))) return undefined;
          }
          return (await this.#deliver(decoder.push())) ? undefined : this.ended();
        } catch (error) {
          if (error instanceof ClientError) return error;
          return new ConnectionError("connectionLost", `the stream broke off: ${String(error)}`, error);
        }
      }

      #decoder(response«: Response»)«: RecordDecoder» {
        const type = mediaTypeOf(response);
        const isFile = /^\s*attachment/i.test(response.headers.get("Content-Disposition") ?? "");
        for (const format of this.formats) {
          const decoder = format.decoder(type, this.limits.recordLimit ?? 1 << 24, this, isFile);
          if (decoder) return decoder;
        }
        throw new ContentTypeError(type, this.headers()["Accept"] ?? "");
      }

      /** The body without a byte order mark at its start. */
      async *#unmarked(response«: Response»)«: AsyncGenerator<Uint8Array, void, undefined>» {
        let matched = 0;
        let isBegun = false;
        for await (const piece of this.pieces(response)) {
          let at = 0;
          while (!isBegun && at < piece.length) {
            if (piece[at] === MARK[matched]) {
              at += 1;
              matched += 1;
              isBegun = matched === 3;
            } else {
              isBegun = true;
              yield MARK.subarray(0, matched);
            }
          }
          if (at < piece.length) yield piece.subarray(at);
        }
        if (!isBegun) yield MARK.subarray(0, matched);
      }

      /** True when an item has said that the stream is complete. */
      async #deliver(items«: Iterable<StreamItem>»)«: Promise<boolean>» {
        for (const item of items) {
          await this.give(item);
          await this.#offer(item.value);
          const { endData, endEvent } = this.limits« as EndOptions»;
          if (this.closed || item.text === endData || (endEvent && item.type === endEvent)) return true;
        }
        return false;
      }
    }

    interface EndOptions extends StreamOptions {
      endEvent?: string | undefined;
    }

    """#
}
