extension TypeScriptRuntime {
  /// One call's life: its attempts, its body, its callbacks, and the end of them all.
  static let session = #"""
    type Bytes = NonNullable<Response["body"]> extends ReadableStream<infer B> ? B : never;

    class Session {
      isClosed = false;
      /** The request that runs now; aborting it closes the socket. */
      private attempt = new AbortController();
      private isIdle = false;
      private timer: ReturnType<typeof setTimeout> | undefined;
      private readonly onAbort = () => this.close();
      private wake: () => void = () => {};
      private readonly call: Call;
      private readonly options: RequestOptions;

      constructor(call: Call, options: RequestOptions) {
        this.call = call;
        this.options = options;
        if (options.signal?.aborted) this.isClosed = true;
        options.signal?.addEventListener("abort", this.onAbort);
      }

      close(): void {
        this.isClosed = true;
        this.end();
        this.wake();
      }

      /** Lets go of the socket, the timer and the caller's signal. */
      end(): void {
        clearTimeout(this.timer);
        this.options.signal?.removeEventListener("abort", this.onAbort);
        this.attempt.abort();
      }

      /** Sends the request; a status outside 200–299 is an HttpError. */
      async open(headers: Record<string, string>): Promise<Response> {
        this.attempt = new AbortController();
        this.isIdle = false;
        if (this.isClosed) throw this.closedError();
        this.touch();
        let response: Response;
        try {
          response = await send(this.call, this.options, headers, this.attempt.signal);
        } catch (cause) {
          throw this.failure("connect", "the server cannot be reached", cause);
        }
        if (!response.ok) {
          const wait = response.headers.get("Retry-After");
          throw new HttpError(response.status, await this.start(response), milliseconds(wait));
        }
        return response;
      }

      /** The body in the pieces in which it arrives. */
      async *pieces(response: Response): AsyncGenerator<Bytes, void, undefined> {
        const reader = response.body?.getReader();
        try {
          while (reader !== undefined) {
            const { done, value } = await reader.read();
            if (this.isClosed) throw this.closedError();
            if (done) break;
            // Time that the caller's callbacks take is not the server's silence.
            clearTimeout(this.timer);
            yield value;
            this.touch();
          }
        } catch (cause) {
          if (cause instanceof ClientError) throw cause;
          throw this.failure("connectionLost", "the connection was lost", cause);
        } finally {
          clearTimeout(this.timer);
          reader?.cancel().catch(() => {});
        }
      }

      /** Calls back, and waits for what the callback promises; never after `close()`. */
      async tell<V extends unknown[]>(callback: ((...values: V) => unknown) | undefined, ...values: V) {
        if (this.isClosed || callback === undefined) return;
        try {
          await callback(...values);
        } catch (error) {
          // As for an event listener: it is the program's error, not the stream's.
          setTimeout(() => {
            throw error;
          });
        }
      }

      /** Waits, at most until `close()`. */
      async pause(ms: number): Promise<void> {
        if (this.isClosed) return;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          this.wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }

      closedError(): ClientError {
        return new ClientError("closed", "the call was closed");
      }

      private touch(): void {
        clearTimeout(this.timer);
        const limit = this.options.idleTimeout;
        if (limit === undefined) return;
        this.timer = setTimeout(() => {
          this.isIdle = true;
          this.attempt.abort();
        }, limit);
      }

      private failure(kind: ErrorKind, what: string, cause: unknown): ClientError {
        if (this.isClosed) return this.closedError();
        if (this.isIdle) return new TimeoutError("timeout", "nothing came within the idle time-out");
        const why = cause instanceof Error && cause.message !== "" ? `: ${cause.message}` : "";
        return new ConnectionError(kind, what + why, cause);
      }

      /** The first 64 KiB of a body, as text. */
      private async start(response: Response): Promise<string> {
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
          if (this.isClosed) throw error;
        }
        return text + decoder.decode();
      }
    }

    /** `Retry-After`: seconds or a date. */
    function milliseconds(wait: string | null): number | undefined {
      if (wait === null) return undefined;
      const ms = /^[0-9]+$/.test(wait) ? Number(wait) * 1000 : Date.parse(wait) - Date.now();
      return Number.isNaN(ms) ? undefined : Math.max(0, ms);
    }

    function mediaTypeOf(response: Response): string {
      return (response.headers.get("Content-Type") ?? "").split(";", 1).join("").trim().toLowerCase();
    }

    """#
}
