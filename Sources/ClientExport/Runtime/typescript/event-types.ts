import type { StreamResponse } from "./answers.js";
import type { CallError } from "./errors.js";
import type { StreamCallbacks, StreamHandle, StreamOptions } from "./stream-types.js";

/** An event; `json()` reads its data. */
export interface StreamEvent<T = unknown, K extends string = string> {
  /** The event's name, `message` where it has none. */
  readonly type: K;
  readonly data: string;
  readonly lastEventId: string;
  json(): T;
}

/** Any event of a stream whose names and data are those of `M`. */
export type EventOf<M> = { [K in keyof M & string]: StreamEvent<M[K], K> }[keyof M & string];

/** By the names of events what is called with their data, read as JSON. */
export type EventHandlers<M> = {
  readonly [K in keyof M & string]?: ((data: M[K], event: StreamEvent<M[K], K>) => unknown) | undefined;
};

export interface EventCallbacks<M = Record<string, unknown>> extends StreamCallbacks {
  /** Every event, named or not, known or not. */
  onMessage?: ((event: EventOf<M>) => unknown) | undefined;
  /** The data of the events of one name, read as JSON. */
  on?: EventHandlers<M> | undefined;
}

export interface EventOptions extends StreamOptions {
  /** After which ends to connect again; `always` for GET, `never` for other methods. */
  reconnect?: "always" | "on-failure" | "never" | undefined;
  /** How many attempts in a row to connect again may fail before the stream does; any number by default. */
  reconnectLimit?: number | undefined;
  /** Milliseconds before a reconnection, until the server says otherwise; 3000 by default. */
  retryDelay?: number | undefined;
  /**
   * As if the stream had been lost after this event. To a page of another origin the server must allow the header
   * `Last-Event-ID` (CORS); a reconnection that it refuses goes on without, from where the server begins.
   */
  lastEventId?: string | undefined;
  /** An event of this type, delivered, completes the stream. */
  endEvent?: string | undefined;
}

/** A subscription that runs until `close()`. */
export type EventConnection<M = Record<string, unknown>, C = never> = StreamHandle<EventOf<M> | C> & {
  /** 0 connecting, 1 open, 2 closed; always the present state. */
  readonly readyState: 0 | 1 | 2;
  readonly url: string;
  readonly lastEventId: string;
  addEventListener: EventListening<M>;
  removeEventListener: EventListening<M>;
};

export interface EventListening<M> {
  (type: "open", listener: (response: StreamResponse | EventOf<Pick<M, Extract<keyof M, "open">>>) => unknown): void;
  (type: "error", listener: (error: CallError | EventOf<Pick<M, Extract<keyof M, "error">>>) => unknown): void;
  <K extends keyof M & string>(type: K, listener: (event: StreamEvent<M[K], K>) => unknown): void;
  (type: string, listener: (event: StreamEvent) => unknown): void;
}
