import type { ApiCall } from "./calls.js";
import { ClientError, ConnectionError, TimeoutError } from "./errors.js";
import type { ErrorKind } from "./errors.js";
import type { RequestOptions } from "./options.js";

type Callback = ((...values: never[]) => unknown) | undefined;

/** One call's life: its attempts, what it waits for, its callbacks, and the end of them all. */
class CallSession {
  readonly call: ApiCall;
  readonly options: RequestOptions;
  /** Aborted when the call has ended or was closed. */
  readonly signal: AbortSignal;
  /** Resolves then. */
  readonly done: Promise<void>;
  readonly #life = new AbortController();
  /** The request that runs now; aborting it closes the socket. */
  #attempt = this.#life;

  constructor(call: ApiCall, options: RequestOptions) {
    this.call = call;
    this.options = options;
    this.signal = this.#life.signal;
    this.done = new Promise((resolve) => this.signal.addEventListener("abort", () => resolve()));
    if (options.signal?.aborted) this.close();
    options.signal?.addEventListener("abort", this.close, { signal: this.signal });
  }

  /** Ends everything: no callback comes any more. */
  readonly close = (): void => {
    this.#attempt.abort(new ClientError("closed", "call closed"));
    this.#life.abort(new ClientError("closed", "call closed"));
  };

  /** Begins another request, which the signal ends. */
  nextAttempt(): AbortSignal {
    this.signal.throwIfAborted();
    this.#attempt = new AbortController();
    return this.#attempt.signal;
  }

  /** What the server does next, or why it does not; `what` is said of a failure. */
  awaited<T>(kind: ErrorKind, what: string, answer: Promise<T>, limit = this.options.idleTimeout): Promise<T> {
    const attempt = this.#attempt;
    const { signal } = attempt;
    const giveUp = () => attempt.abort(new TimeoutError("timeout", "no byte within idleTimeout"));
    const timer = limit ? setTimeout(giveUp, limit) : undefined;
    return new Promise<T>((resolve, reject) => {
      // Not every answer hears of it: `auth` for one does not.
      signal.onabort = () => reject(signal.reason);
      answer.then(resolve, (cause: unknown) =>
        reject(signal.reason ?? new ConnectionError(kind, `${what}: ${cause}`, { cause })),
      );
      signal.throwIfAborted();
    }).finally(() => clearTimeout(timer));
  }

  /** Calls back, and waits for what it promises; never after `close()`. */
  async tell(callback: Callback, ...values: unknown[]): Promise<void> {
    if (this.signal.aborted) return;
    try {
      await callback?.(...(values as never[]));
    } catch (error) {
      // As for an event listener: it is the program's error, not the stream's.
      setTimeout(() => {
        throw error;
      });
    }
  }
}

export type { Callback };
export { CallSession };
