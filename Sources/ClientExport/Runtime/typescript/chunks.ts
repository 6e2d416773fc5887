import type { ApiCall } from "./calls.js";
import type { ChunkCallbacks, ChunkStream } from "./chunk-types.js";
import type { StreamFormat } from "./stream-formats.js";
import type { StreamOptions } from "./stream-types.js";
import { StreamRun } from "./streams.js";

/** Opens a stream of records or of text in one of these formats. */
function openStream<T>(
  call: ApiCall,
  callbacks: ChunkCallbacks<T> = {},
  options: StreamOptions = {},
  formats: readonly StreamFormat[],
): ChunkStream<T> {
  const run = new StreamRun(call, callbacks, options, formats);
  // No promise but what becomes one when it is waited for: until then no record is read.
  const promise: Promise<void> = {
    then: (resolved, rejected) => run.finished().then(resolved, rejected),
    catch: (rejected) => run.finished().catch(rejected),
    finally: (settled) => run.finished().finally(settled),
    [Symbol.toStringTag]: "Promise",
  };
  return Object.assign(run.handle<T>(), promise);
}

export { openStream };
