// Makes ordinary calls and downloads of an exported client, in Node and in Deno: answer_calls.mjs MODULE CALLS

import process from "node:process";
import { pathToFileURL } from "node:url";

const [path, text] = process.argv.slice(2);
const api = await import(pathToFileURL(path).href);

function failed({ kind, status }) {
  return { error: kind, ...(kind === "status" ? { status } : {}) };
}

async function outcome({ function: name, baseUrl }) {
  if (name === "read_file") {
    try {
      const blob = await api.read_file({}, { baseUrl });
      return { value: await blob.text(), name: blob.name };
    } catch (error) {
      return failed(error);
    }
  }
  const result = await api[name]({ baseUrl });
  return result.success ? { value: result.data ?? null } : failed(result.cause);
}

const outcomes = {};
for (const [name, call] of Object.entries(JSON.parse(text))) outcomes[name] = await outcome(call);
console.log(JSON.stringify(outcomes));
