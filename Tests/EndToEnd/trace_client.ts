// Calls one function of an exported client, and prints what it calls back: one JSON object a line,
// as `fluidtop tail --output trace` does.
//
//   deno run trace_client.ts MODULE '{"name": "stream_orders", "arguments": [3], "callbacks": true,
//                                     "options": {"baseUrl": "http://…"}, "closeAfter": 2}'
//
// `closeAfter`: closes in that callback. `slow`: milliseconds that each onMessage or onChunk takes.

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
const call: Call = JSON.parse(text);
const module = await import(`file://${path}`);
// An error that a callback throws is the program's own; here it must not end it.
globalThis.addEventListener("error", (event) => event.preventDefault());

let count = 0;
let running = 0;
let handle: { close?: () => void; done?: Promise<void>; readyState?: number } | undefined;

async function told(callback: string, facts: Record<string, unknown>): Promise<void> {
  running += 1;
  if (running > 1) console.log(JSON.stringify({ callback: "two at once" }));
  console.log(JSON.stringify({ callback, ...facts }));
  count += 1;
  if (count === call.closeAfter) handle?.close?.();
  if (call.slow !== undefined) await new Promise((resolve) => setTimeout(resolve, call.slow));
  running -= 1;
  if (call.throws && callback !== "onError") throw new Error("thrown by the callback");
}

// deno-lint-ignore no-explicit-any
function errorFacts(error: any): Record<string, unknown> {
  const { kind, status } = error;
  return { kind, ...(status === undefined ? {} : { status }) };
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

const given = [...(call.arguments ?? []), ...(call.callbacks === false ? [] : [callbacks])];
try {
  handle = module[call.name](...given, call.options);
  const result = await (handle?.done ?? handle);
  if (handle?.readyState !== undefined) console.log(JSON.stringify({ readyState: handle.readyState }));
  if (result instanceof Blob) {
    console.log(JSON.stringify({ blob: result.size, type: result.type }));
  } else if (result !== undefined) {
    console.log(JSON.stringify({ result }, (key, value) => (key === "cause" ? undefined : value)));
  }
} catch (error) {
  console.log(JSON.stringify({ thrown: errorFacts(error) }));
}
