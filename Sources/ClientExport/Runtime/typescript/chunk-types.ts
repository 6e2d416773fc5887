import type { StreamCallbacks, StreamHandle } from "./stream-types.js";

/** What a stream of records or of text calls back; without `onError` the promise is rejected. */
export interface ChunkCallbacks<T = unknown> extends StreamCallbacks {
  /** Every record, or every piece of text. */
  onChunk?: ((chunk: T) => unknown) | undefined;
}

/** Resolves when the stream has ended. */
export type ChunkStream<T = unknown> = Promise<void> & StreamHandle<T>;
