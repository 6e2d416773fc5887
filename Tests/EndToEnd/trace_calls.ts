// Calls functions of an exported client, and keeps what they call back, as
// `fluidtop tail --output trace` prints it. Runs in Deno, in Node and in a browser.

export interface Call {
  /** The exported function. */
  name: string;
  arguments?: unknown[];
  callbacks?: boolean;
  options?: Record<string, unknown>;
  /** Closes in that callback; in the 0th: before the first one. */
  closeAfter?: number;
  /** In place of `close()`. */
  aborts?: boolean;
  /** Goes through the stream with `for await`, and leaves the loop after so many records. */
  leaveAfter?: number;
  /** Milliseconds that each callback takes. */
  slow?: number;
  throws?: boolean;
}

interface Handle {
  close?: () => void;
  done?: Promise<void>;
  readyState?: number;
}

// deno-lint-ignore no-explicit-any
function errorFacts(error: any): Record<string, unknown> {
  const { kind, status } = error;
  return { kind, ...(status === undefined ? {} : { status }) };
}

/** The lines of one call, each given to `print` as it comes. */
export async function trace(
  // deno-lint-ignore no-explicit-any
  module: any,
  call: Call,
  print: (facts: Record<string, unknown>) => void,
): Promise<void> {
  let count = 0;
  let running = 0;
  let handle: Handle | undefined;
  const abort = new AbortController();
  let isText = false;
  const close = () => (call.aborts ? abort.abort() : handle?.close?.());

  async function told(callback: string, facts: Record<string, unknown>): Promise<void> {
    running += 1;
    if (running > 1) print({ callback: "two at once" });
    print({ callback, ...facts });
    count += 1;
    if (count === call.closeAfter) close();
    if (call.slow !== undefined) await new Promise((resolve) => setTimeout(resolve, call.slow));
    running -= 1;
    if (call.throws && callback !== "onError") throw new Error("thrown by the callback");
  }

  const callbacks = {
    onOpen: ({ status, mediaType }: { status: number; mediaType: string }) => {
      isText = mediaType.startsWith("text/") || mediaType === "";
      return told("onOpen", { status, mediaType });
    },
    onMessage: (event: { type: string; data: string; lastEventId: string }) =>
      told("onMessage", { type: event.type, data: event.data, lastEventId: event.lastEventId }),
    onChunk: (chunk: unknown) => told("onChunk", isText ? { text: chunk } : { value: chunk }),
    onProgress: (done: number, total: number | undefined) => told("onProgress", { done, total }),
    // deno-lint-ignore no-explicit-any
    onError: (error: any) =>
      told("onError", {
        fatal: error.fatal,
        ...(error.fatal ? {} : { retryInMs: error.retryInMs }),
        error: errorFacts(error),
      }),
    onComplete: () => told("onComplete", {}),
    onClose: () => told("onClose", {}),
  };

  const values = [...(call.arguments ?? []), ...(call.callbacks === false ? [] : [callbacks])];
  const options = call.aborts ? { ...call.options, signal: abort.signal } : call.options;
  try {
    handle = module[call.name](...values, options) as Handle;
    if (call.closeAfter === 0) close();
    if (call.leaveAfter !== undefined) {
      let left = call.leaveAfter;
      for await (const record of handle as unknown as AsyncIterable<unknown>) {
        const { data } = Object(record) as { data?: unknown };
        print({ record: data ?? record });
        left -= 1;
        if (left === 0) break;
      }
    }
    const result: unknown = await ("then" in handle ? handle : handle.done);
    if (handle.readyState !== undefined) print({ readyState: handle.readyState });
    if (result instanceof Blob) print({ blob: result.size, type: result.type });
    else if (result !== undefined) print({ result: result instanceof Object ? { ...result, headers: undefined } : result });
  } catch (error) {
    print({ thrown: errorFacts(error) });
  }
}

/** The lines of many calls, some at a time; a browser has six connections for one host. */
export async function traceAll(
  module: unknown,
  calls: Record<string, Call>,
): Promise<Record<string, Record<string, unknown>[]>> {
  const lines: Record<string, Record<string, unknown>[]> = {};
  const names = Object.keys(calls);
  async function work(): Promise<void> {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const own: Record<string, unknown>[] = (lines[name] = []);
      const call = calls[name];
      if (call !== undefined) await trace(module, call, (line) => own.push(line));
    }
  }
  await Promise.all([work(), work(), work(), work()]);
  return lines;
}
