// Calls functions of an exported client in Node: node trace_node.mjs TRACER MODULE CALLS

import { pathToFileURL } from "node:url";

const [tracer, path, text] = process.argv.slice(2);
const { traceAll } = await import(pathToFileURL(tracer).href);
// An error that a callback throws is the program's own; here it must not end it.
process.on("uncaughtException", (error) => {
  if (error.message !== "thrown by the callback") throw error;
});
console.log(JSON.stringify(await traceAll(await import(pathToFileURL(path).href), JSON.parse(text))));
