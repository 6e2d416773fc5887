// Fetches what standard input lists, [[name, url], …], and prints an object a line: the status and body of each.
//
// A body that ends with an error is printed as far as it came.

const [seconds, together] = Deno.args.map(Number);
const wanted: [string, string][] = JSON.parse(await new Response(Deno.stdin.readable).text());

async function read(name: string, url: string) {
  // A client of its own for each: a kept connection that just closes would be a fault of the test.
  const client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  const signal = AbortSignal.timeout(seconds * 1000);
  const body: number[] = [];
  let status = 0;
  let end = "whole";
  let error = "";
  try {
    const answer = await fetch(url, { client, signal });
    status = answer.status;
    for await (const part of answer.body ?? []) body.push(...part);
  } catch (problem) {
    end = signal.aborted ? "waiting" : "fault";
    error = String(problem);
  } finally {
    client.close();
  }
  console.log(JSON.stringify({ name, end, status, body: String.fromCharCode(...body), error }));
}

async function work() {
  for (let next = wanted.shift(); next; next = wanted.shift()) await read(...next);
}

await Promise.all(Array.from({ length: together }, work));
