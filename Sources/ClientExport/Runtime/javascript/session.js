import { ClientError, ConnectionError, TimeoutError } from "./errors.js";

/**
 * @typedef {((...values: never[]) => unknown) | undefined} Callback
 */

/** One call's life: its attempts, what it waits for, its callbacks, and the end of them all. */
class CallSession {
  /** @type {ApiCall} */
  call;
  /** @type {RequestOptions} */
  options;
  /**
   * Aborted when the call has ended or was closed.
   * @type {AbortSignal}
   */
  signal;
  /**
   * Resolves then.
   * @type {Promise<void>}
   */
  done;
  #life = new AbortController();
  /** The request that runs now; aborting it closes the socket. */
  #attempt = this.#life;

  /**
   * @param {ApiCall} call
   * @param {RequestOptions} options
   */
  constructor(call, options) {
    this.call = call;
    this.options = options;
    this.signal = this.#life.signal;
    this.done = new Promise((resolve) => this.signal.addEventListener("abort", () => resolve()));
    if (options.signal?.aborted) this.close();
    options.signal?.addEventListener("abort", this.close, { signal: this.signal });
  }

  /** Ends everything: no callback comes any more. */
  close = () => {
    this.#attempt.abort(new ClientError("closed", "call closed"));
    this.#life.abort(new ClientError("closed", "call closed"));
  };

  /**
   * Begins another request, which the signal ends.
   * @returns {AbortSignal}
   */
  nextAttempt() {
    this.signal.throwIfAborted();
    this.#attempt = new AbortController();
    return this.#attempt.signal;
  }

  /**
   * What the server does next, or why it does not; `what` is said of a failure.
   * @template T
   * @param {ErrorKind} kind
   * @param {string} what
   * @param {Promise<T>} answer
   * @returns {Promise<T>}
   */
  awaited(kind, what, answer, limit = this.options.idleTimeout) {
    const attempt = this.#attempt;
    const { signal } = attempt;
    const giveUp = () => attempt.abort(new TimeoutError("timeout", "no byte within idleTimeout"));
    const timer = limit ? setTimeout(giveUp, limit) : undefined;
    return new Promise((resolve, reject) => {
      // Not every answer hears of it: `auth` for one does not.
      signal.onabort = () => reject(signal.reason);
      answer.then(resolve, (/** @type {unknown} */ cause) =>
        reject(signal.reason ?? new ConnectionError(kind, `${what}: ${cause}`, { cause })),
      );
      signal.throwIfAborted();
    }).finally(() => clearTimeout(timer));
  }

  /**
   * Calls back, and waits for what it promises; never after `close()`.
   * @param {Callback} callback
   * @returns {Promise<void>}
   */
  async tell(callback, /** @type {unknown[]} */ ...values) {
    if (this.signal.aborted) return;
    try {
      await callback?.(.../** @type {never[]} */ (values));
    } catch (error) {
      // As for an event listener: it is the program's error, not the stream's.
      setTimeout(() => {
        throw error;
      });
    }
  }
}

export { CallSession };
