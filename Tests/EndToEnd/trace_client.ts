// Calls functions of an exported client in Deno.
//
//   deno run trace_client.ts MODULE CALL     prints each callback as it comes: one JSON object a line
//   deno run trace_client.ts MODULE CALLS    CALLS is an object: prints the lines of each by its name
//
// CALL is one call or a list of calls that are made one after the other: see trace_calls.ts.

import { type Call, trace, traceAll } from "./trace_calls.ts";

const [path, text] = Deno.args;
const given = JSON.parse(text);
const module = await import(`file://${path}`);
// An error that a callback throws is the program's own; here it must not end it.
globalThis.addEventListener("error", (event) => event.preventDefault());

function print(facts: unknown): void {
  console.log(JSON.stringify(facts, (key, value) => (key === "cause" ? undefined : value)));
}

if (Array.isArray(given) || "name" in given) {
  for (const call of [given].flat() as Call[]) await trace(module, call, print);
} else {
  print(await traceAll(module, given));
}
