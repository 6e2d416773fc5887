import type { ApiCall } from "./calls.js";
import { ownSettings } from "./clients.js";
import { ClientError, ConnectionError, TimeoutError } from "./errors.js";
import type { ClientSettings, RequestOptions } from "./options.js";
import { settings } from "./settings.js";

type Callback = ((...values: never[]) => unknown) | undefined;

/** One call's life: its attempts, what it waits for, its callbacks, and the end of them all. */
class CallSession {
  readonly call: ApiCall;
  readonly options: RequestOptions;
  readonly settings: ClientSettings = ownSettings ?? settings;
  /** Aborted when the call has ended or was closed. */
  readonly signal: AbortSignal;
  /** Resolves then. */
  readonly done: Promise<void>;
  /** As the signal says, which is asked for each record. */
  hasEnded = false;
  /** Ended by the caller's signal, whose reason is thrown then. */
  isCancelled = false;
  readonly #life = new AbortController();
  /** The request that runs now; aborting it closes the socket. */
  #attempt = this.#life;

  constructor(call: ApiCall, options: RequestOptions) {
    this.call = call;
    this.options = options;
    this.signal = this.#life.signal;
    this.done = new Promise((resolve) => this.signal.addEventListener("abort", () => resolve()));
    options.signal?.addEventListener("abort", this.#cancel);
    if (options.signal?.aborted) this.#cancel();
  }

  /** Ends everything: no callback comes any more. */
  readonly close = (): void => this.#end(new ClientError("closed", "call closed"));

  readonly #cancel = (): void => {
    this.isCancelled = true;
    this.#end(this.options.signal?.reason);
  };

  #end(reason: unknown): void {
    this.hasEnded = true;
    this.options.signal?.removeEventListener("abort", this.#cancel);
    this.#attempt.abort(reason);
    this.#life.abort(reason);
  }

  /** Begins another request, which the signal ends. */
  nextAttempt(): AbortSignal {
    this.signal.throwIfAborted();
    this.#attempt = new AbortController();
    return this.#attempt.signal;
  }

  /** What the server does next, or why it does not; `what` is said of a failure. */
  awaited<T>(
    kind: ConnectionError["kind"],
    what: string,
    answer: Promise<T>,
    limit = this.options.idleTimeout,
  ): Promise<T> {
    const attempt = this.#attempt;
    const { signal } = attempt;
    const giveUp = () => attempt.abort(new TimeoutError("timeout", "no byte within idleTimeout"));
    const timer = limit ? setTimeout(giveUp, limit) : undefined;
    return new Promise<T>((resolve, reject) => {
      // Not every answer hears of it: `auth` for one does not.
      signal.onabort = () => reject(signal.reason);
      answer.then(resolve, (cause: unknown) => {
        const isKnown = cause instanceof ClientError;
        const error = isKnown ? cause : new ConnectionError(kind, `${what}: ${cause}`, { cause });
        reject(signal.aborted ? signal.reason : error);
      });
      signal.throwIfAborted();
    }).finally(() => clearTimeout(timer));
  }

  /** Calls back, never after `close()`; gives what is to be waited for, and mostly nothing is. */
  tell(callback: Callback, ...values: unknown[]): Promise<void> | undefined {
    if (!callback || this.hasEnded) return undefined;
    try {
      const answer = callback(...(values as never[])) as PromiseLike<void> | undefined;
      if (typeof answer?.then !== "function") return undefined;
      return Promise.resolve(answer).catch(throwLater);
    } catch (error) {
      throwLater(error);
      return undefined;
    }
  }

  /** Calls back one after the other. */
  tellAll(callbacks: readonly Callback[], value: unknown): Promise<void> | undefined {
    let told: Promise<void> | undefined;
    for (const callback of callbacks) {
      told = told ? told.then(() => this.tell(callback, value)) : this.tell(callback, value);
    }
    return told;
  }
}

/** As for an event listener: it is the program's error, not the stream's. */
function throwLater(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}

export type { Callback };
export { CallSession };
