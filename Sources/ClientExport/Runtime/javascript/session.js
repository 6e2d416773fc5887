import { ownSettings } from "./clients.js";
import { ClientError, ConnectionError, TimeoutError } from "./errors.js";
import { settings } from "./settings.js";

/**
 * @typedef {((...values: never[]) => unknown) | undefined} Callback
 */

/** One call's life: its attempts, what it waits for, its callbacks, and the end of them all. */
class CallSession {
  /** @type {ApiCall} */
  call;
  /** @type {RequestOptions} */
  options;
  /** @type {ClientSettings} */
  settings = ownSettings ?? settings;
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
  /** As the signal says, which is asked for each record. */
  hasEnded = false;
  /** Ended by the caller's signal, whose reason is thrown then. */
  isCancelled = false;
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
    options.signal?.addEventListener("abort", this.#cancel);
    if (options.signal?.aborted) this.#cancel();
  }

  /** Ends everything: no callback comes any more. */
  close = () => this.#end(new ClientError("closed", "call closed"));

  #cancel = () => {
    this.isCancelled = true;
    this.#end(this.options.signal?.reason);
  };

  /**
   * @param {unknown} reason
   * @returns {void}
   */
  #end(reason) {
    this.hasEnded = true;
    this.options.signal?.removeEventListener("abort", this.#cancel);
    this.#attempt.abort(reason);
    this.#life.abort(reason);
  }

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
   * @param {ConnectionError["kind"]} kind
   * @param {string} what
   * @param {Promise<T>} answer
   * @returns {Promise<T>}
   */
  awaited(
    kind,
    what,
    answer,
    limit = this.options.idleTimeout,
  ) {
    const attempt = this.#attempt;
    const { signal } = attempt;
    const giveUp = () => attempt.abort(new TimeoutError("timeout", "no byte within idleTimeout"));
    const timer = limit ? setTimeout(giveUp, limit) : undefined;
    return new Promise((resolve, reject) => {
      // Not every answer hears of it: `auth` for one does not.
      signal.onabort = () => reject(signal.reason);
      answer.then(resolve, (/** @type {unknown} */ cause) => {
        const isKnown = cause instanceof ClientError;
        const error = isKnown ? cause : new ConnectionError(kind, `${what}: ${cause}`, { cause });
        reject(signal.aborted ? signal.reason : error);
      });
      signal.throwIfAborted();
    }).finally(() => clearTimeout(timer));
  }

  /**
   * Calls back, never after `close()`; gives what is to be waited for, and mostly nothing is.
   * @param {Callback} callback
   * @returns {Promise<void> | undefined}
   */
  tell(callback, /** @type {unknown[]} */ ...values) {
    if (!callback || this.hasEnded) return undefined;
    try {
      const answer = /** @type {PromiseLike<void> | undefined} */ (callback(.../** @type {never[]} */ (values)));
      if (typeof answer?.then !== "function") return undefined;
      return Promise.resolve(answer).catch(throwLater);
    } catch (error) {
      throwLater(error);
      return undefined;
    }
  }

  /**
   * Calls back one after the other.
   * @param {readonly Callback[]} callbacks
   * @param {unknown} value
   * @returns {Promise<void> | undefined}
   */
  tellAll(callbacks, value) {
    /** @type {Promise<void> | undefined} */
    let told;
    for (const callback of callbacks) {
      told = told ? told.then(() => this.tell(callback, value)) : this.tell(callback, value);
    }
    return told;
  }
}

/**
 * As for an event listener: it is the program's error, not the stream's.
 * @param {unknown} error
 * @returns {void}
 */
function throwLater(error) {
  setTimeout(() => {
    throw error;
  });
}

export { CallSession };
