
/**
 * What a stream of records or of text calls back; without `onError` the promise is rejected.
 * @template [T=unknown]
 * @typedef {StreamCallbacks & {
 *   onChunk?: ((chunk: T) => unknown) | undefined;
 * }} ChunkCallbacks
 */

/**
 * Resolves when the stream has ended.
 * @template [T=unknown]
 * @typedef {Promise<void> & StreamHandle<T>} ChunkStream
 */
