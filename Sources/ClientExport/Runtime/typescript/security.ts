import type { ApiCall, WireValues } from "./calls.js";
import { cookieOf } from "./cookies.js";
import { secretPlaces } from "./settings.js";
import { byteString, textOf } from "./values.js";

/** Where a scheme wants its secret: as `name` in that part of a request, with a text before it. */
type SecretPlace = readonly [part: "headers" | "query" | "cookies", name: string, before?: string];

/** The call with those secrets of `auth` that it asks for; what is of no scheme is a header. */
function secured(call: ApiCall, secrets: WireValues | null | undefined): ApiCall {
  let result = call;
  for (const [scheme, secret] of Object.entries(secrets ?? {})) {
    const text = textOf(secret ?? "");
    const place = secretPlaces.get(scheme);
    if (text === "") continue;
    if (place === undefined) result = holding(result, ["headers", scheme], text);
    else if (call.security?.includes(scheme)) result = holding(result, place, text);
  }
  return result;
}

/** The call with a secret in its place. */
function holding(call: ApiCall, [part, name, before = ""]: SecretPlace, secret: string): ApiCall {
  if (part === "cookies") {
    const cookies = [call.headers?.["cookie"], cookieOf({ [name]: secret })].filter(Boolean);
    return { ...call, headers: { ...call.headers, cookie: cookies.join("; ") } };
  }
  // `user:password` travels in Base64.
  const coded = before === "Basic " ? btoa(byteString(secret)) : secret;
  return { ...call, [part]: { ...call[part], [name]: before + coded } };
}

export type { SecretPlace };
export { secured };
