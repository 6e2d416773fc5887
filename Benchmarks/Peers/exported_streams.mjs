// An exported client beside its peers in Node, in processor time of the same run: node exported_streams.mjs CLIENT
//
// A line for each: [what, milliseconds, peer, its milliseconds]. With `memory`, the most bytes that are held while
// a file of 300 MB goes to a WritableStream; with `memory peer`, by fetch alone.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { events, rows, file } = await import(pathToFileURL(process.argv[2]).href);
const COUNT = 300_000, RUNS = 5, PART = 64 * 1024, FILE_SIZE = 300 * 1000 * 1000;

const record = (i) => JSON.stringify({ id: i, name: `order ${i}`, price: i * 0.37, tags: ["a", "b"], note: "x".repeat(40) });
const numbers = Array.from({ length: process.argv[3] === "memory" ? 0 : COUNT }, (_, i) => i);
const BODIES = {
  events: Buffer.from(numbers.map((i) => `id: ${i}\nevent: tick\ndata: ${record(i)}\n\n`).join("")),
  rows: Buffer.from(numbers.map((i) => record(i) + "\n").join("")),
};
const TYPES = { events: "text/event-stream", rows: "application/x-ndjson" };

function answer(part, size, type) {
  let at = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (at >= size) return controller.close();
      controller.enqueue(part(at));
      at += PART;
    },
  });
  return new Response(body, { headers: { "Content-Type": type } });
}

const served = (kind) => answer((at) => new Uint8Array(BODIES[kind].subarray(at, at + PART)), BODIES[kind].length, TYPES[kind]);
const options = (kind) => ({ baseUrl: "http://127.0.0.1", fetch: async () => served(kind), reconnect: "never" });

async function textOf(kind, take) {
  const decoder = new TextDecoder();
  for await (const piece of served(kind).body) take(decoder.decode(piece, { stream: true }));
}

/** The parser of npm's where NODE_PATH has it; else the least that one can be. */
function peerParser() {
  try {
    const { createParser } = createRequire(import.meta.url)("eventsource-parser");
    return ["eventsource-parser", (onEvent) => createParser({ onEvent }).feed];
  } catch {
    return ["split and startsWith", leastParser];
  }
}

function leastParser(onEvent) {
  let rest = "";
  return (text) => {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = { id: "", event: "message", data: "" };
      for (const line of block.split("\n")) {
        for (const name of Object.keys(event)) if (line.startsWith(name + ": ")) event[name] = line.slice(name.length + 2);
      }
      onEvent(event);
    }
  };
}

const [parserName, parser] = peerParser();
const PAIRS = [
  ["events to a callback", (told) => events({ onMessage: told }, options("events")).done,
    parserName, (told) => textOf("events", parser(told))],
  ["events to a handler of JSON", (told) => events({ on: { tick: told } }, options("events")).done,
    parserName + " and JSON.parse", (told) => textOf("events", parser((event) => told(JSON.parse(event.data))))],
  ["lines of JSON to a callback", (told) => rows({ onChunk: told }, options("rows")), "split and JSON.parse", (told) => {
    let rest = "";
    return textOf("rows", (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const line of lines) told(JSON.parse(line));
    });
  }],
];

async function milliseconds(run) {
  const start = process.cpuUsage();
  let count = 0;
  await run(() => void (count += 1));
  if (count !== COUNT) throw new Error(`${count} records`);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** A server of its own process: its memory is not the client's. */
const SERVER = `
  const part = Buffer.alloc(${PART}), http = require("node:http");
  http.createServer(async (_, answer) => {
    answer.setHeader("Content-Type", "application/octet-stream");
    for (let left = ${FILE_SIZE}; left > 0; left -= part.length) {
      if (!answer.write(part)) await new Promise((resolve) => answer.once("drain", resolve));
    }
    answer.end();
  }).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
`;

if (process.argv[3] === "memory") {
  const server = spawn(process.execPath, ["--eval", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise((resolve) => server.stdout.once("data", (text) => resolve(Number(text))));
  try {
    const baseUrl = `http://127.0.0.1:${port}`, to = new WritableStream();
    if (process.argv[4] === "peer") await (await fetch(baseUrl)).body.pipeTo(to);
    else await file(undefined, { baseUrl, to });
    console.log(JSON.stringify(process.resourceUsage().maxRSS * 1024));
  } finally {
    server.kill();
  }
} else {
  for (const [what, ours, peer, theirs] of PAIRS) {
    const times = [];
    for (let run = 0; run < RUNS; run += 1) times.push([await milliseconds(ours), await milliseconds(theirs)]);
    const [own, other] = [0, 1].map((place) => Math.min(...times.map((pair) => pair[place])));
    console.log(JSON.stringify([what, own, peer, other]));
  }
}
