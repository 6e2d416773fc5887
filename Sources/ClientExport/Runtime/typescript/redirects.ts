import { ClientError } from "./errors.js";
import { isPage } from "./origins.js";

/** As many as fetch follows. */
const MOST_REDIRECTS = 20;
const IS_REDIRECT = /^30[12378]/;
const IS_HTTP = /^https?:/i;
/** What tells nothing of who asks. All else stays with its origin, since a secret can have any name. */
const OPEN_HEADERS = /^(accept(-encoding|-language)?|cache-control|content-type|(if-)?range|last-event-id|user-agent)$/;

type SentRequest = RequestInit & { readonly headers: Headers };

/** The answer behind all redirects, as fetch follows them, but that it would send secrets along. */
async function fetchFollowing(send: typeof fetch, url: string, request: SentRequest): Promise<Response> {
  // A page may not see where a redirect leads, and of a path alone nobody knows the origin.
  if (isPage() || request.redirect || !IS_HTTP.test(url)) return send(url, request);
  let place = new URL(url);
  let next: SentRequest = { ...request, redirect: "manual" };
  for (let count = 0; count <= MOST_REDIRECTS; count += 1) {
    const response = await send(place.href, next);
    const location = IS_REDIRECT.test(String(response.status)) && response.headers.get("Location");
    if (!location) return response;
    response.body?.cancel().catch(() => {});
    const target = targetOf(location, place);
    next = redirected(next, response.status, target.origin === place.origin);
    place = target;
  }
  throw new ClientError("redirect", "too many redirects");
}

/** Where a `Location` leads, which may be UTF-8 though fetch reads each byte as a character. */
function targetOf(location: string, base: URL): URL {
  const bytes = Uint8Array.from(location, (sign) => sign.charCodeAt(0));
  try {
    const target = new URL(new TextDecoder().decode(bytes), base);
    target.username = target.password = "";
    if (IS_HTTP.test(target.href)) return target;
  } catch {
    // The address may hold a secret, and so it is not said.
  }
  throw new ClientError("redirect", "a redirect to no http address");
}

/** Source: Fetch, "HTTP-redirect fetch". */
function redirected(request: SentRequest, status: number, isSameOrigin: boolean): SentRequest {
  const becomesGet = status === 303 ? request.method !== "HEAD" : status < 303 && request.method === "POST";
  const headers = new Headers();
  request.headers.forEach((value, name) => {
    const isOfBody = becomesGet && name.startsWith("content-");
    if ((isSameOrigin || OPEN_HEADERS.test(name)) && !isOfBody) headers.set(name, value);
  });
  return { ...request, headers, ...(becomesGet && { method: "GET", body: null }) };
}

export type { SentRequest };
export { fetchFollowing };
