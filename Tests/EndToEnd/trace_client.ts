// Calls one function of an exported client, and prints what it calls back: one JSON object a line,
// as `fluidtop tail --output trace` does.
//
//   deno run trace_client.ts MODULE '{"name": "stream_orders", "arguments": [3], "callbacks": true,
//                                     "options": {"baseUrl": "http://…"}, "closeAfter": 2}'
//
// A list of calls is made one after the other. `closeAfter`: closes in that callback. `slow`: milliseconds that each onMessage or onChunk takes.

interface Call {
  name: string;
  arguments?: unknown[];
  callbacks?: boolean;
  options?: Record<string, unknown>;
  closeAfter?: number;
  slow?: number;
  throws?: boolean;
}

const [path, text] = Deno.args;
const given: Call | Call[] = JSON.parse(text);
const module = await import(`file://${path}`);
// An error that a callback throws is the program's own; here it must not end it.
globalThis.addEventListener("error", (event) => event.preventDefault());

function print(facts: unknown): void {
  console.log(JSON.stringify(facts, (key, value) => (key === "cause" ? undefined : value)));
}

// deno-lint-ignore no-explicit-any
function errorFacts(error: any): Record<string, unknown> {
  const { kind, status } = error;
  return { kind, ...(status === undefined ? {} : { status }) };
}

async function trace(call: Call): Promise<void> {
  let count = 0;
  let running = 0;
  let handle: { close?: () => void; done?: Promise<void>; readyState?: number } | undefined;

  async function told(callback: string, facts: Record<string, unknown>): Promise<void> {
    running += 1;
    if (running > 1) print({ callback: "two at once" });
    print({ callback, ...facts });
    count += 1;
    if (count === call.closeAfter) handle?.close?.();
    if (call.slow !== undefined) await new Promise((resolve) => setTimeout(resolve, call.slow));
    running -= 1;
    if (call.throws && callback !== "onError") throw new Error("thrown by the callback");
  }

  const callbacks = {
    onOpen: (response: { status: number; mediaType: string }) =>
      told("onOpen", { status: response.status, mediaType: response.mediaType }),
    onMessage: (event: { type: string; data: string; lastEventId: string }) =>
      told("onMessage", { type: event.type, data: event.data, lastEventId: event.lastEventId }),
    onChunk: (chunk: unknown) =>
      told("onChunk", typeof chunk === "string" ? { text: chunk } : { value: chunk }),
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
  try {
    handle = module[call.name](...values, call.options);
    const result = await (handle !== undefined && "then" in handle ? handle : handle?.done);
    if (handle?.readyState !== undefined) print({ readyState: handle.readyState });
    if (result instanceof Blob) print({ blob: result.size, type: result.type });
    else if (result !== undefined) print({ result });
  } catch (error) {
    print({ thrown: errorFacts(error) });
  }
}

for (const call of [given].flat()) await trace(call);
