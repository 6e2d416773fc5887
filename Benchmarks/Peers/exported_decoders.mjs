// The rates of an exported client's decoder: node exported_decoders.mjs CLIENT
//
// A line for each shape of body and cut: [shape, cut, MB/s of 8 MiB, of 16 MiB, of 32 MiB].

import { pathToFileURL } from "node:url";

const { stream_1 } = await import(pathToFileURL(process.argv[2]).href);
const MIB = 1 << 20;
const SHAPES = {
  "one line": (size) => Buffer.concat([Buffer.from("data: "), Buffer.alloc(size, "x"), Buffer.from("\n\n")]),
  "many records": (size) => Buffer.from(`data: ${"x".repeat(200)}\n\n`.repeat(size / 208)),
};

/** A fetch whose body comes in pieces of `cut` bytes. */
function serving(bytes, cut) {
  return async () => {
    let at = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(new Uint8Array(bytes.subarray(at, (at += cut))));
      },
    });
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  };
}

async function rate(bytes, cut) {
  let failure;
  const started = performance.now();
  await stream_1("1", undefined, undefined, { onError: (error) => (failure = error) }, {
    baseUrl: "http://127.0.0.1", fetch: serving(bytes, cut), reconnect: "never", recordLimit: 64 * MIB,
  }).done;
  if (failure) throw failure;
  return bytes.length / 1000 / (performance.now() - started);
}

for (const [shape, make] of Object.entries(SHAPES)) {
  for (const cut of [64 * 1024, 1024]) {
    await rate(make(MIB), cut);
    const rates = [];
    for (const size of [8, 16, 32]) rates.push(await rate(make(size * MIB), cut));
    console.log(JSON.stringify([shape, cut, ...rates]));
  }
}
