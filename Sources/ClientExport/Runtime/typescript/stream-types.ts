import type { StreamResponse } from "./answers.js";
import type { CallError } from "./errors.js";
import type { RequestOptions } from "./options.js";

export interface StreamOptions extends RequestOptions {
  /** The largest event, line or JSON text in bytes; 16 MiB by default. */
  recordLimit?: number | undefined;
  /** An event or record of exactly this text, delivered, completes the stream. */
  endData?: string | undefined;
}

/** `await using` closes the stream, where the language knows it. */
export type AsyncDisposal = SymbolConstructor extends { readonly asyncDispose: infer S extends symbol }
  ? { [K in S]: () => Promise<void> }
  : unknown;

/**
 * A stream at work: go through it with `for await`; leaving the loop closes it. No record is read before a callback,
 * a listener, a loop or an `await` asks for it; a loop beside callbacks begins right after the call.
 */
export type StreamHandle<T> = AsyncDisposal &
  AsyncIterable<T> & {
    /** Aborted when the stream has ended or was closed. */
    readonly signal: AbortSignal;
    /** Resolves when the stream has ended, for whatever reason. */
    readonly done: Promise<void>;
    /** Closes the socket; no callback comes any more. */
    close(): void;
  };

/** Of one stream in order, never two at once; what a callback promises is waited for. */
export interface StreamCallbacks {
  /** When the answer begins; of events every time the connection opens. */
  onOpen?: ((response: StreamResponse) => unknown) | undefined;
  /** The error that ended the stream (`fatal`), or a lost connection (`willRetry`). */
  onError?: ((error: CallError) => unknown) | undefined;
  /** Once, when the stream has ended for good without error. */
  onComplete?: (() => unknown) | undefined;
  /** Once, last of all, unless you closed. */
  onClose?: (() => unknown) | undefined;
}
