import type { OpenResponse } from "./answers.js";
import type { ApiCall, WireValues } from "./calls.js";
import type { ClientError, HttpFacts } from "./errors.js";
import { ConnectionError } from "./errors.js";
import { EVENT_STREAM, eventFormat } from "./event-decoder.js";
import type { StreamPosition } from "./event-decoder.js";
import { EventListeners } from "./event-listeners.js";
import type { EventCallbacks, EventConnection, EventOptions } from "./event-types.js";
import { parsedJson } from "./json.js";
import { jsonOrText } from "./lenient-json.js";
import { ReconnectionDelay, isPassing } from "./reconnection.js";
import { requestUrl } from "./request-url.js";
import { Resumption } from "./resumption.js";
import type { Callback } from "./session.js";
import type { StreamFormat, StreamItem } from "./stream-formats.js";
import { StreamRun } from "./streams.js";
import type { RunCallbacks } from "./streams.js";

/** Milliseconds before a reconnection where neither the caller nor the server says. */
const DEFAULT_RETRY_DELAY = 3000;
/** The server's way to say "stop" to a stream that comes back. */
const NO_CONTENT = 204;

interface EventRunCallbacks extends RunCallbacks {
  readonly onMessage?: Callback;
  readonly on?: Readonly<Record<string, Callback>> | undefined;
}

/** A stream of events, whose connection is made again. */
class EventRun extends StreamRun {
  readonly listeners = new EventListeners();
  readonly #options: EventOptions;
  readonly #position: StreamPosition;
  readonly #onMessage: Callback;
  /** By names; an event may be called `constructor`. */
  readonly #handlers: Map<string, Callback>;
  readonly #delay = new ReconnectionDelay();
  /** Attempts to connect again since the stream was open last. */
  #attempts = 0;
  readonly #resumption = new Resumption();
  #reconnect: EventOptions["reconnect"];
  #phase: 0 | 1 | 2 = 0;
  /** When the last connection was opened; 0 before the first one. */
  #openedAt = 0;
  #url = "";

  constructor(
    call: ApiCall,
    callbacks: EventRunCallbacks,
    options: EventOptions,
    position: StreamPosition,
    otherFormats: readonly StreamFormat[],
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

  get readyState(): 0 | 1 | 2 {
    return this.session.hasEnded ? 2 : this.#phase;
  }

  get url(): string {
    return this.#url || requestUrl(this.session.call, this.session);
  }

  protected override requestHeaders(): WireValues {
    return { ...super.requestHeaders(), "Last-Event-ID": this.#resumption.id(this.#position.lastEventId) };
  }

  protected override isFarewell(response: OpenResponse): boolean {
    return response.status === NO_CONTENT && this.#openedAt > 0;
  }

  protected override opened(response: OpenResponse): Promise<void> | undefined {
    // Anything but events ends with its body.
    if (response.mediaType !== EVENT_STREAM) this.#reconnect = "never";
    this.#phase = 1;
    this.#attempts = 0;
    this.#resumption.opened();
    this.#url = response.url;
    this.#openedAt = Date.now();
    return this.#tellAll("open", this.callbacks.onOpen, response);
  }

  protected override deliver(item: StreamItem): Promise<void> | undefined {
    const { type } = item;
    if (type === undefined) return super.deliver(item);
    const told = this.#tellAll(type, this.#onMessage, item.value);
    return told ? told.then(() => this.#handle(item, type)) : this.#handle(item, type);
  }

  /** Calls the handler of an event's name. */
  #handle({ data, value }: StreamItem, type: string): Promise<void> | undefined {
    const handler = this.#handlers.get(type);
    if (!handler) return undefined;
    const isUntyped = this.session.call.untyped?.includes(type);
    // The text that ends a stream is no data, and this one ends many, told or not.
    const isEnd = data === this.#options.endData || (!isUntyped && data === "[DONE]");
    if (isEnd) return undefined;
    return this.session.tell(handler, isUntyped ? jsonOrText(data) : parsedJson(data), value);
  }

  protected override isLast(item: StreamItem): boolean {
    return super.isLast(item) || (item.type !== undefined && item.type === this.#options.endEvent);
  }

  protected override bodyEnded(): void {
    if (this.#reconnect === "always") throw new ConnectionError("connectionLost", "the stream ended");
  }

  protected override async recovers(error: ClientError & Partial<HttpFacts>): Promise<boolean> {
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

  protected override ended(): void {
    this.#phase = 2;
  }

  protected override failed(error: unknown): Promise<void> | undefined {
    return this.#tellAll("error", this.callbacks.onError, error);
  }

  protected override get tellsErrors(): boolean {
    return super.tellsErrors || !!this.listeners.of("error")?.size;
  }

  /** What no request can be made of now, none can be made of later. */
  #canBeRequested(): boolean {
    if (this.#openedAt > 0) return true;
    try {
      new Request(this.url);
      return true;
    } catch {
      return false;
    }
  }

  /** Waits, or until the stream is closed. */
  #pause(milliseconds: number): Promise<void> {
    const { signal } = this.session;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, signal.aborted ? 0 : milliseconds);
      signal.onabort = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** One callback, then those who listen. */
  #tellAll(type: string, callback: Callback, value: unknown): Promise<void> | undefined {
    const listeners = this.listeners.of(type);
    if (!listeners?.size) return this.session.tell(callback, value);
    return this.session.tellAll([callback, ...listeners], value);
  }
}

/** Opens a stream of events, or of one of the other formats where the server sends that. */
function openEvents<M, C>(
  call: ApiCall,
  callbacks: EventCallbacks<M> = {},
  options: EventOptions = {},
  otherFormats: readonly StreamFormat[] = [],
): EventConnection<M, C> {
  const position: StreamPosition = { lastEventId: options.lastEventId ?? "", retry: undefined };
  const run = new EventRun(call, callbacks as EventRunCallbacks, options, position, otherFormats);
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
    addEventListener(type: string, listener: Callback) {
      run.listeners.add(type, listener);
      run.ask();
    },
    removeEventListener: run.listeners.remove,
  };
  // Not `assign`: what is read of it is the present state.
  return Object.defineProperties(run.handle(), Object.getOwnPropertyDescriptors(connection)) as EventConnection<M, C>;
}

export { openEvents };
