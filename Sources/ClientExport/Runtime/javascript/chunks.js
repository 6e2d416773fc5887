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
  callbacks = {},
  options = {},
  formats,
) {
  const run = new StreamRun(call, callbacks, options, formats);
  // No promise but what becomes one when it is waited for: until then no record is read.
  /** @type {Promise<void>} */
  const promise = {
    then: (resolved, rejected) => run.finished().then(resolved, rejected),
    catch: (rejected) => run.finished().catch(rejected),
    finally: (settled) => run.finished().finally(settled),
    [Symbol.toStringTag]: "Promise",
  };
  return Object.assign(run.handle(), promise);
}

export { openStream };
