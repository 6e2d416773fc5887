
/**
 * @typedef {RequestOptions & {
 *   recordLimit?: number | undefined;
 *   endData?: string | undefined;
 * }} StreamOptions
 */

/**
 * `await using` closes the stream, where the language knows it.
 * @typedef {SymbolConstructor extends {
 *   readonly asyncDispose: infer S extends symbol;
 * } ? {
 *   [K in S]: () => Promise<void>;
 * } : unknown} AsyncDisposal
 */

/**
 * A stream at work: go through it with `for await`; leaving the loop closes it. No record is read before a callback,
 * a listener, a loop or an `await` asks for it; a loop beside callbacks begins right after the call.
 * @template T
 * @typedef {AsyncDisposal & AsyncIterable<T> & {
 *   readonly signal: AbortSignal;
 *   readonly done: Promise<void>;
 *   close(): void;
 * }} StreamHandle
 */

/**
 * Of one stream in order, never two at once; what a callback promises is waited for.
 * @typedef {{
 *   onOpen?: ((response: StreamResponse) => unknown) | undefined;
 *   onError?: ((error: CallError) => unknown) | undefined;
 *   onComplete?: (() => unknown) | undefined;
 *   onClose?: (() => unknown) | undefined;
 * }} StreamCallbacks
 */
