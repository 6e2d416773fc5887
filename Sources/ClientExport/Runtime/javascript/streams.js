import { openAnswer } from "./answers.js";
import { bodyPieces } from "./bodies.js";
import { otherMediaType } from "./media-types.js";
import { CallSession } from "./session.js";

/** Where the caller does not say how large a record may be, in bytes. */
const DEFAULT_RECORD_LIMIT = 16 * 1024 * 1024;

/**
 * @typedef {StreamCallbacks & {
 *   readonly onChunk?: Callback;
 * }} RunCallbacks
 */

/** One stream at work: its answer is opened, and its records go to callbacks and to a loop. */
class StreamRun {
  /** @type {CallSession} */
  session;
  /** @type {RunCallbacks} */
  callbacks;
  /** @type {StreamOptions} */
  options;
  /** @type {readonly StreamFormat[]} */
  #formats;
  /** A loop takes the records. */
  #isLooped = false;
  /** Their first one was asked for without a loop. */
  #isDriven = false;
  #records = this.#run();

  /**
   * @param {ApiCall} call
   * @param {RunCallbacks} callbacks
   * @param {StreamOptions} options
   * @param {readonly StreamFormat[]} formats
   */
  constructor(call, callbacks, options, formats) {
    this.session = new CallSession(call, options);
    this.callbacks = callbacks;
    this.options = options;
    this.#formats = formats;
  }

  /**
   * What the caller gets of it.
   * @template T
   * @returns {StreamHandle<T>}
   */
  handle() {
    const { close, done, signal } = this.session;
    const { asyncDispose } = /** @type {{ readonly asyncDispose?: symbol; }} */ (Symbol);
    const handle = {
      signal,
      close,
      done,
      [Symbol.asyncIterator]: () => {
        this.#isLooped = true;
        return this.#records;
      },
      // Older engines have no such symbol; there nobody can ask for it.
      [asyncDispose ?? Symbol()]: async () => close(),
    };
    return /** @type {StreamHandle<T>} */ (/** @type {unknown} */ (handle));
  }

  /**
   * Goes through the records unless a loop does, which begins right after the call.
   * @returns {Promise<void>}
   */
  async drive() {
    await null;
    this.#isDriven = !this.#isLooped;
    if (this.#isDriven) await this.#records.next();
    await this.session.done;
  }

  // What streams of events do in their own way.

  /** @returns {string} */
  get accept() {
    return this.#formats.map((format) => format.accept).join();
  }

  /** @returns {WireValues} */
  requestHeaders() {
    return { Accept: this.accept, "Accept-Encoding": "identity" };
  }

  /**
   * True for an answer that says that nothing more will come.
   * @param {OpenResponse} _response
   * @returns {boolean}
   */
  isFarewell(_response) {
    return false;
  }

  /**
   * @param {OpenResponse} response
   * @returns {Promise<void>}
   */
  async opened(response) {
    await this.session.tell(this.callbacks.onOpen, response);
  }

  /**
   * @param {StreamItem} item
   * @returns {Promise<void>}
   */
  async deliver(item) {
    await this.session.tell(this.callbacks.onChunk, item.value);
  }

  /**
   * @param {StreamItem} item
   * @returns {boolean}
   */
  isLast(item) {
    return item.data === this.options.endData;
  }

  /**
   * The body has ended as it should.
   * @returns {void}
   */
  bodyEnded() {}

  /**
   * Waits for another attempt; false where there is none.
   * @param {unknown} _error
   * @returns {Promise<boolean>}
   */
  async recovers(_error) {
    return false;
  }

  /**
   * Nothing more will come; the last callbacks follow.
   * @returns {void}
   */
  ended() {}

  /**
   * @param {unknown} error
   * @returns {Promise<void>}
   */
  async failed(error) {
    await this.session.tell(this.callbacks.onError, error);
  }

  /**
   * True where an error that ends the stream is told by a callback, and need not be thrown.
   * @returns {boolean}
   */
  get tellsErrors() {
    return !!this.callbacks.onError;
  }

  // From the first attempt to the last callback.

  /** @returns {AsyncGenerator<unknown, void, undefined>} */
  async *#run() {
    /** @type {unknown} */
    let failure;
    try {
      failure = yield* this.#attempts();
      this.ended();
      if (failure) await this.failed(failure);
      else await this.session.tell(this.callbacks.onComplete);
      await this.session.tell(this.callbacks.onClose);
    } finally {
      // A loop that is left ends here, too.
      this.session.close();
    }
    // A loop that began late waits behind the request that drove the stream, which takes this.
    if (this.#isLooped && this.#isDriven) yield;
    if (failure && (this.#isLooped || !this.tellsErrors)) throw failure;
  }

  /**
   * The records of all connections; returns the error that ended the last one.
   * @returns {AsyncGenerator<unknown, unknown, undefined>}
   */
  async *#attempts() {
    for (;;) {
      try {
        yield* this.#attempt();
        return undefined;
      } catch (error) {
        if (await this.recovers(error)) continue;
        // What was closed has not failed.
        return this.session.signal.aborted ? undefined : error;
      }
    }
  }

  /**
   * The records of one connection.
   * @returns {AsyncGenerator<unknown, void, undefined>}
   */
  async *#attempt() {
    const response = await openAnswer(this.session, this.requestHeaders());
    if (this.isFarewell(response)) return;
    const decode = this.#decoder(response);
    await this.opened(response);
    for await (const piece of bodyPieces(this.session, response)) {
      for (const item of decode(piece)) {
        await this.deliver(item);
        if (this.#isLooped && !this.session.signal.aborted) yield* this.#given(item.value);
        if (this.isLast(item)) return;
      }
    }
    this.bodyEnded();
  }

  /**
   * @param {unknown} value
   * @returns {Generator<unknown, void, undefined>}
   */
  *#given(value) {
    if (this.#isDriven) {
      // The request that drove the stream until the loop began takes one, too.
      this.#isDriven = false;
      yield;
    }
    yield value;
  }

  /** @returns {StreamDecoder} */
  #decoder(/** @type {OpenResponse} */ { headers, mediaType }) {
    const isFile = /^attachment/i.test(headers.get("Content-Disposition") ?? "");
    const limit = this.options.recordLimit ?? DEFAULT_RECORD_LIMIT;
    for (const format of this.#formats) {
      const decoder = format.decoder(mediaType, isFile, limit);
      if (decoder) return decoder;
    }
    throw otherMediaType(mediaType, this.accept);
  }
}

export { StreamRun };
