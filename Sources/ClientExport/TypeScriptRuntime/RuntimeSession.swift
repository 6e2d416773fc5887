extension TypeScriptRuntime {
  /// One call's life: its attempts, its body, its callbacks, and the end of them all.
  static let session = #"""
    type BodyBytes = NonNullable<Response["body"]> extends ReadableStream<infer B> ? B : never;

    /** One call's life: its attempts, its body, its callbacks, and the end of them all. */
    class CallSession {
      closed = false;
      /** The request that runs now; aborting it closes the socket. */
      #attempt = new AbortController();
      #life = new AbortController();
      #isIdle = false;
      #timer«: ReturnType<typeof setTimeout> | undefined»;
      «readonly »call«: ApiCall»;
      «readonly »options«: RequestOptions»;
      /** Aborted when the call has ended or was closed. */
      «readonly »signal = this.#life.signal;

      constructor(call«: ApiCall», options«: RequestOptions») {
        this.call = call;
        this.options = options;
        this.closed = options.signal?.aborted ?? false;
        options.signal?.addEventListener("abort", this.close);
      }

      «readonly »close = ()«: void» => {
        this.closed = true;
        this.end();
      };

      /** Lets go of the socket, the timer and the caller's signal. */
      end()«: void» {
        clearTimeout(this.#timer);
        this.options.signal?.removeEventListener("abort", this.close);
        this.#attempt.abort();
        this.#life.abort();
      }

      /** Sends the request; a status outside 200–299 is an HttpError. */
      async open(headers«: Record<string, string>»)«: Promise<Response>» {
        this.#attempt = new AbortController();
        this.#isIdle = false;
        if (this.closed) throw this.closedError();
        this.#touch();
        const sent = sendCall(this.call, this.options, headers, this.#attempt.signal);
        const response = await sent.catch((cause) => {
          throw this.#failure("connect", "the server cannot be reached", cause);
        });
        if (response.ok) return response;
        const wait = response.headers.get("Retry-After");
        throw new HttpError(response.status, await this.#start(response), millisecondsOf(wait));
      }

      /** The body in the pieces in which it arrives. */
      async *pieces(response«: Response»)«: AsyncGenerator<BodyBytes, void, undefined>» {
        const reader = response.body?.getReader();
        try {
          while (reader) {
            const { done, value } = await reader.read();
            if (this.closed) throw this.closedError();
            if (done) break;
            // Time that the caller's callbacks take is not the server's silence.
            clearTimeout(this.#timer);
            yield value;
            this.#touch();
          }
        } catch (cause) {
          throw this.#failure("connectionLost", "the connection was lost", cause);
        } finally {
          clearTimeout(this.#timer);
          reader?.cancel().catch(() => {});
        }
      }

      /** Calls back, and waits for what the callback promises; never after `close()`. */
      async tell«<V extends unknown[]>»(callback«: ((...values: V) => unknown) | undefined», ...values«: V»)«: Promise<void>» {
        try {
          if (!this.closed) await callback?.(...values);
        } catch (error) {
          // As for an event listener: it is the program's error, not the stream's.
          setTimeout(() => {
            throw error;
          });
        }
      }

      closedError()«: ClientError» {
        return new ClientError("closed", "the call was closed");
      }

      #touch()«: void» {
        clearTimeout(this.#timer);
        if (this.options.idleTimeout === undefined) return;
        this.#timer = setTimeout(() => {
          this.#isIdle = true;
          this.#attempt.abort();
        }, this.options.idleTimeout);
      }

      #failure(kind«: ErrorKind», what«: string», cause«: unknown»)«: ClientError» {
        if (cause instanceof ClientError) return cause;
        if (this.closed) return this.closedError();
        if (this.#isIdle) return new TimeoutError("timeout", "nothing came within the idle time-out");
        const why = cause instanceof Error && cause.message ? `: ${cause.message}` : "";
        return new ConnectionError(kind, what + why, cause);
      }

      /** The first 64 KiB of a body, as text. */
      async #start(response«: Response»)«: Promise<string>» {
        const decoder = new TextDecoder();
        let text = "";
        let room = 65536;
        try {
          for await (const piece of this.pieces(response)) {
            text += decoder.decode(piece.subarray(0, room), { stream: true });
            room -= piece.length;
            if (room <= 0) break;
          }
        } catch (error) {
          if (this.closed) throw error;
        }
        return text + decoder.decode();
      }
    }

    /** `Retry-After`: seconds or a date. */
    function millisecondsOf(wait«: string | null»)«: number | undefined» {
      if (wait === null) return undefined;
      const ms = /^[0-9]+$/.test(wait) ? Number(wait) * 1000 : Date.parse(wait) - Date.now();
      return Number.isNaN(ms) ? undefined : Math.max(0, ms);
    }

    function mediaTypeOf(response«: Response»)«: string» {
      return (response.headers.get("Content-Type") ?? "").replace(/[;,].*/s, "").trim().toLowerCase();
    }

    """#
}
