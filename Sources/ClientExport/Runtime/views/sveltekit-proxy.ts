import type { RequestHandler } from "@sveltejs/kit";

// #if checked
// Each export has its own.
const BACKEND = "http://127.0.0.1:8000";
// #endif

// What is of one connection only (RFC 9110, 7.6.1), and what fetch says by itself.
const OF_THE_REQUEST = [
  "accept-encoding", "connection", "content-length", "expect", "host", "keep-alive",
  "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade",
];
const OF_THE_ANSWER = OF_THE_REQUEST.filter((name) => name !== "content-length");
// A body in a code arrives here decoded.
const OF_A_CODE = [...OF_THE_REQUEST, "content-encoding"];

/** The backend's own slashes at the end stay as they are. */
export const trailingSlash = "ignore";

/** Every method: bodies and answers are passed on as they come, and so is the end of either. */
export const fallback: RequestHandler = async ({ params, request, route, url }) => {
  const [, name = ""] = /\[\.\.\.(\w+)/.exec(route.id ?? "") ?? [];
  const path = asWritten(params[name] ?? "", url.pathname);
  const init: RequestInit & { duplex: "half" } = {
    method: request.method,
    headers: without(OF_THE_REQUEST, request.headers),
    body: request.body,
    // A body that is a stream needs it.
    duplex: "half",
    redirect: "manual",
    // The browser is gone: the backend need not go on.
    signal: request.signal,
  };
  try {
    const answer = await fetch(`${BACKEND}/${path}${url.search}`, init);
    const headers = without(answer.headers.has("content-encoding") ? OF_A_CODE : OF_THE_ANSWER, answer.headers);
    // For proxies in front of this server.
    headers.set("X-Accel-Buffering", "no");
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
  } catch (cause) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    return new Response(JSON.stringify({ detail: `the backend cannot be reached: ${String(cause)}` }), {
      status: 502,
      headers: { "Content-Type": "application/json" },
    });
  }
};

/** The end of `pathname` that is `rest`: encoded as it came, with the slashes at its end. */
function asWritten(rest: string, pathname: string): string {
  const wanted = rest.replace(/\/+$/, "");
  // What stands before it is not counted: a base path, folders that may be missing.
  for (let start = pathname.indexOf("/"); start >= 0; start = pathname.indexOf("/", start + 1)) {
    const end = pathname.slice(start + 1);
    if (decodeURIComponent(end).replace(/\/+$/, "") === wanted) return end;
  }
  return rest.split("/").map(encodeURIComponent).join("/");
}

function without(names: readonly string[], headers: Headers): Headers {
  const named = (headers.get("connection") ?? "").split(",").map((name) => name.trim().toLowerCase());
  const result = new Headers(headers);
  for (const name of [...names, ...named]) if (name !== "") result.delete(name);
  return result;
}
