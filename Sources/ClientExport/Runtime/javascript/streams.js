import { openAnswer } from "./answers.js";
import { bodyPieces } from "./bodies.js";
import { codingCheck, wantedCoding } from "./codings.js";
import { otherMediaType } from "./media-types.js";
import { CallSession } from "./session.js";

/** Where the caller does not say how large a record may be, in bytes. */
const DEFAULT_RECORD_LIMIT = 16 * 1024 * 1024;

/**
 * @typedef {StreamCallbacks & {
 *   readonly onChunk?: Callback;
 * }} RunCallbacks
 */

/** One stream at work: its answer is opened, and its records go to who asks: callbacks, an `await`, a loop. */
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
  /** @type {() => void} */
  #ask = () => {};
  /** Resolves when somebody asks for the records; until then none is read. */
  #asked = new Promise((resolve) => {
    this.#ask = () => resolve(undefined);
  });
  #records = this.#run();
  /** @type {Promise<void>} */
  #driven;

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
    if (Object.values(callbacks).some(Boolean)) this.#ask();
    this.#driven = this.#drive();
  }

  /**
   * Somebody wants the records.
   * @returns {void}
   */
  ask() {
    this.#ask();
  }

  /**
   * Its end, for who waits for it: an error that no callback tells and no loop throws.
   * @returns {Promise<void>}
   */
  async finished() {
    this.#ask();
    await this.#driven;
    if (this.session.isCancelled && !this.#isLooped) throw this.options.signal?.reason;
  }

  /**
   * What the caller gets of it.
   * @template T
   * @returns {StreamHandle<T>}
   */
  handle() {
    const { close, signal } = this.session;
    const { asyncDispose } = /** @type {{ readonly asyncDispose?: symbol; }} */ (Symbol);
    const whenDone = () => {
      this.#ask();
      return this.session.done;
    };
    const handle = {
      signal,
      close,
      get done() {
        return whenDone();
      },
      [Symbol.asyncIterator]: () => {
        this.#isLooped = true;
        this.#ask();
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
  async #drive() {
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
    return { Accept: this.accept, "Accept-Encoding": wantedCoding() };
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
   * @returns {Promise<void> | undefined}
   */
  opened(response) {
    return this.session.tell(this.callbacks.onOpen, response);
  }

  /**
   * @param {StreamItem} item
   * @returns {Promise<void> | undefined}
   */
  deliver(item) {
    return this.session.tell(this.callbacks.onChunk, item.value);
  }

  /**
   * @param {StreamItem} item
   * @returns {boolean}
   */
  isLast(item) {
    const { endData } = this.options;
    return endData !== undefined && item.data === endData;
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
   * @returns {Promise<void> | undefined}
   */
  failed(error) {
    return this.session.tell(this.callbacks.onError, error);
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
      if (failure) {
        await this.#whenAsked();
        await this.failed(failure);
      } else await this.session.tell(this.callbacks.onComplete);
      await this.session.tell(this.callbacks.onClose);
    } finally {
      // A loop that is left ends here, too.
      this.session.close();
    }
    // A loop that began late waits behind the request that drove the stream, which takes this.
    if (this.#isLooped && this.#isDriven) yield;
    if (this.session.isCancelled && this.#isLooped) throw this.options.signal?.reason;
    if (failure && (this.#isLooped || !this.tellsErrors)) throw failure;
  }

  /**
   * Or closed.
   * @returns {Promise<void>}
   */
  async #whenAsked() {
    await Promise.race([this.#asked, this.session.done]);
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
        // What was closed has not failed.
        if (this.session.hasEnded) return undefined;
        if (await this.recovers(error)) continue;
        return error;
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
    const decoder = this.#decoder(response);
    const checkCoding = codingCheck(response.headers, response.mediaType);
    await this.opened(response);
    await this.#whenAsked();
    for await (const piece of bodyPieces(this.session, response)) {
      if (piece) checkCoding(piece);
      decoder.take(piece);
      for (let item = decoder.next(); item; item = decoder.next()) {
        // Mostly nothing is to be waited for, and waiting for nothing takes longer than all the rest.
        const told = this.deliver(item);
        if (told) await told;
        if (this.#isLooped && !this.session.hasEnded) {
          // The request that drove the stream until the loop began takes one, too.
          if (this.#isDriven) yield;
          this.#isDriven = false;
          yield item.value;
        }
        if (this.isLast(item)) return;
      }
    }
    this.bodyEnded();
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
