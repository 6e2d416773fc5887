import { StreamRun } from "./streams.js";

/**
 * Opens a stream of records or of text in one of these formats.
 * @template T
 * @param {ApiCall} call
 * @param {ChunkCallbacks<T>} callbacks
 * @param {StreamOptions} options
 * @param {readonly StreamFormat[]} formats
 * @returns {ChunkStream<T>}
 */
function openStream(
  call,
  callbacks,
  options = {},
  formats,
) {
  const run = new StreamRun(call, callbacks, options, formats);
  return Object.assign(run.drive(), run.handle());
}

export { openStream };
