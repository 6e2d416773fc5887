
/**
 * An event; `json()` reads its data.
 * @template [T=unknown]
 * @template {string} [K=string]
 * @typedef {{
 *   readonly type: K;
 *   readonly data: string;
 *   readonly lastEventId: string;
 *   json(): T;
 * }} StreamEvent
 */

/**
 * Any event of a stream whose names and data are those of `M`.
 * @template M
 * @typedef {{
 *   [K in keyof M & string]: StreamEvent<M[K], K>;
 * }[keyof M & string]} EventOf
 */

/**
 * By the names of events what is called with their data, read as JSON.
 * @template M
 * @typedef {{
 *   readonly [K in keyof M & string]?: ((data: M[K], event: StreamEvent<M[K], K>) => unknown) | undefined;
 * }} EventHandlers
 */

/**
 * @template [M=Record<string, unknown>]
 * @typedef {StreamCallbacks & {
 *   onMessage?: ((event: EventOf<M>) => unknown) | undefined;
 *   on?: EventHandlers<M> | undefined;
 * }} EventCallbacks
 */

/**
 * @typedef {StreamOptions & {
 *   reconnect?: "always" | "on-failure" | "never" | undefined;
 *   reconnectLimit?: number | undefined;
 *   retryDelay?: number | undefined;
 *   lastEventId?: string | undefined;
 *   endEvent?: string | undefined;
 * }} EventOptions
 */

/**
 * A subscription that runs until `close()`.
 * @template [M=Record<string, unknown>]
 * @template [C=never]
 * @typedef {StreamHandle<EventOf<M> | C> & {
 *   readonly readyState: 0 | 1 | 2;
 *   readonly url: string;
 *   readonly lastEventId: string;
 *   addEventListener: EventListening<M>;
 *   removeEventListener: EventListening<M>;
 * }} EventConnection
 */

/**
 * @template M
 * @typedef {{
 *   (type: "open", listener: (response: StreamResponse | EventOf<Pick<M, Extract<keyof M, "open">>>) => unknown): void;
 *   (type: "error", listener: (error: CallError | EventOf<Pick<M, Extract<keyof M, "error">>>) => unknown): void;
 *   <K extends keyof M & string>(type: K, listener: (event: StreamEvent<M[K], K>) => unknown): void;
 *   (type: string, listener: (event: StreamEvent) => unknown): void;
 * }} EventListening
 */
