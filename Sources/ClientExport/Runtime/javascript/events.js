import { ConnectionError } from "./errors.js";
import { EVENT_STREAM, eventFormat } from "./event-decoder.js";
import { EventListeners } from "./event-listeners.js";
import { parsedJson } from "./json.js";
import { jsonOrText } from "./lenient-json.js";
import { ReconnectionDelay, isPassing } from "./reconnection.js";
import { requestUrl } from "./request-url.js";
import { Resumption } from "./resumption.js";
import { StreamRun } from "./streams.js";

/** Milliseconds before a reconnection where neither the caller nor the server says. */
const DEFAULT_RETRY_DELAY = 3000;
/** The server's way to say "stop" to a stream that comes back. */
const NO_CONTENT = 204;

/**
 * @typedef {RunCallbacks & {
 *   readonly onMessage?: Callback;
 *   readonly on?: Readonly<Record<string, Callback>> | undefined;
 * }} EventRunCallbacks
 */

/** A stream of events, whose connection is made again. */
class EventRun extends StreamRun {
  listeners = new EventListeners();
  /** @type {EventOptions} */
  #options;
  /** @type {StreamPosition} */
  #position;
  /** @type {Callback} */
  #onMessage;
  /**
   * By names; an event may be called `constructor`.
   * @type {Map<string, Callback>}
   */
  #handlers;
  #delay = new ReconnectionDelay();
  /** Attempts to connect again since the stream was open last. */
  #attempts = 0;
  #resumption = new Resumption();
  /** @type {EventOptions["reconnect"]} */
  #reconnect;
  /** @type {0 | 1 | 2} */
  #phase = 0;
  /** When the last connection was opened; 0 before the first one. */
  #openedAt = 0;
  #url = "";

  /**
   * @param {ApiCall} call
   * @param {EventRunCallbacks} callbacks
   * @param {EventOptions} options
   * @param {StreamPosition} position
   * @param {readonly StreamFormat[]} otherFormats
   */
  constructor(
    call,
    callbacks,
    options,
    position,
    otherFormats,
  ) {
    // As an EventSource: what a cache holds is no present.
    super({ cache: "no-store", ...call }, callbacks, options, [eventFormat(position), ...otherFormats]);
    this.#options = options;
    this.#position = position;
    this.#onMessage = callbacks.onMessage;
    this.#handlers = new Map(Object.entries(callbacks.on ?? {}));
    const reconnect = options.reconnect ?? (call.method === "GET" ? "always" : "never");
    this.#reconnect = options.reconnectLimit === 0 ? "never" : reconnect;
  }

  /** @returns {0 | 1 | 2} */
  get readyState() {
    return this.session.hasEnded ? 2 : this.#phase;
  }

  /** @returns {string} */
  get url() {
    return this.#url || requestUrl(this.session.call, this.session);
  }

  /**
   * @override
   * @returns {WireValues}
   */
  requestHeaders() {
    return { ...super.requestHeaders(), "Last-Event-ID": this.#resumption.id(this.#position.lastEventId) };
  }

  /**
   * @override
   * @param {OpenResponse} response
   * @returns {boolean}
   */
  isFarewell(response) {
    return response.status === NO_CONTENT && this.#openedAt > 0;
  }

  /**
   * @override
   * @param {OpenResponse} response
   * @returns {Promise<void> | undefined}
   */
  opened(response) {
    // Anything but events ends with its body.
    if (response.mediaType !== EVENT_STREAM) this.#reconnect = "never";
    this.#phase = 1;
    this.#attempts = 0;
    this.#resumption.opened();
    this.#url = response.url;
    this.#openedAt = Date.now();
    return this.#tellAll("open", this.callbacks.onOpen, response);
  }

  /**
   * @override
   * @param {StreamItem} item
   * @returns {Promise<void> | undefined}
   */
  deliver(item) {
    const { type } = item;
    if (type === undefined) return super.deliver(item);
    const told = this.#tellAll(type, this.#onMessage, item.value);
    return told ? told.then(() => this.#handle(item, type)) : this.#handle(item, type);
  }

  /**
   * Calls the handler of an event's name.
   * @param {string} type
   * @returns {Promise<void> | undefined}
   */
  #handle(/** @type {StreamItem} */ { data, value }, type) {
    const handler = this.#handlers.get(type);
    if (!handler) return undefined;
    const isUntyped = this.session.call.untyped?.includes(type);
    // The text that ends a stream is no data, and this one ends many, told or not.
    const isEnd = data === this.#options.endData || (!isUntyped && data === "[DONE]");
    if (isEnd) return undefined;
    return this.session.tell(handler, isUntyped ? jsonOrText(data) : parsedJson(data), value);
  }

  /**
   * @override
   * @param {StreamItem} item
   * @returns {boolean}
   */
  isLast(item) {
    return super.isLast(item) || (item.type !== undefined && item.type === this.#options.endEvent);
  }

  /**
   * @override
   * @returns {void}
   */
  bodyEnded() {
    if (this.#reconnect === "always") throw new ConnectionError("connectionLost", "the stream ended");
  }

  /**
   * @override
   * @param {ClientError & Partial<HttpFacts>} error
   * @returns {Promise<boolean>}
   */
  async recovers(error) {
    if (this.#reconnect === "never" || !isPassing(error, this.#openedAt > 0)) return false;
    if (!this.#canBeRequested()) return false;
    if (error.kind === "connect" && this.#openedAt > 0 && this.#resumption.goesOnWithoutId(this.#url)) return true;
    if (this.#attempts++ === this.#options.reconnectLimit) return false;
    if (this.#phase === 0) this.#delay.failed();
    else this.#delay.lost(this.#openedAt);
    const { retry } = this.#position;
    const delay = this.#delay.next(retry, this.#options.retryDelay ?? DEFAULT_RETRY_DELAY, error.retryAfterMs);
    this.#phase = 0;
    Object.assign(error, { fatal: false, willRetry: true, retryInMs: retry ?? Math.round(delay) });
    await this.#tellAll("error", this.callbacks.onError, error);
    await this.#pause(delay);
    return true;
  }

  /**
   * @override
   * @returns {void}
   */
  ended() {
    this.#phase = 2;
  }

  /**
   * @override
   * @param {unknown} error
   * @returns {Promise<void> | undefined}
   */
  failed(error) {
    return this.#tellAll("error", this.callbacks.onError, error);
  }

  /**
   * @override
   * @returns {boolean}
   */
  get tellsErrors() {
    return super.tellsErrors || !!this.listeners.of("error")?.size;
  }

  /**
   * What no request can be made of now, none can be made of later.
   * @returns {boolean}
   */
  #canBeRequested() {
    if (this.#openedAt > 0) return true;
    try {
      new Request(this.url);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Waits, or until the stream is closed.
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  #pause(milliseconds) {
    const { signal } = this.session;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, signal.aborted ? 0 : milliseconds);
      signal.onabort = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /**
   * One callback, then those who listen.
   * @param {string} type
   * @param {Callback} callback
   * @param {unknown} value
   * @returns {Promise<void> | undefined}
   */
  #tellAll(type, callback, value) {
    const listeners = this.listeners.of(type);
    if (!listeners?.size) return this.session.tell(callback, value);
    return this.session.tellAll([callback, ...listeners], value);
  }
}

/**
 * Opens a stream of events, or of one of the other formats where the server sends that.
 * @template M
 * @template C
 * @param {ApiCall} call
 * @param {EventCallbacks<M>} [callbacks]
 * @param {EventOptions} [options]
 * @param {readonly StreamFormat[]} [otherFormats]
 * @returns {EventConnection<M, C>}
 */
function openEvents(
  call,
  callbacks = {},
  options = {},
  otherFormats = [],
) {
  /** @type {StreamPosition} */
  const position = { lastEventId: options.lastEventId ?? "", retry: undefined };
  const run = new EventRun(call, /** @type {EventRunCallbacks} */ (callbacks), options, position, otherFormats);
  const connection = {
    get readyState() {
      return run.readyState;
    },
    get url() {
      return run.url;
    },
    get lastEventId() {
      return position.lastEventId;
    },
    /**
     * @param {string} type
     * @param {Callback} listener
     */
    addEventListener(type, listener) {
      run.listeners.add(type, listener);
      run.ask();
    },
    removeEventListener: run.listeners.remove,
  };
  // Not `assign`: what is read of it is the present state.
  return /** @type {EventConnection<M, C>} */ (Object.defineProperties(run.handle(), Object.getOwnPropertyDescriptors(connection)));
}

export { openEvents };
