import { cookieOf } from "./cookies.js";
import { secretPlaces } from "./settings.js";
import { byteString, textOf } from "./values.js";

/**
 * Where a scheme wants its secret: as `name` in that part of a request, with a text before it.
 * @typedef {readonly [
 *   part: "headers" | "query" | "cookies",
 *   name: string,
 *   before?: string
 * ]} SecretPlace
 */

/**
 * The call with those secrets of `auth` that it asks for; what is of no scheme is a header.
 * @param {ApiCall} call
 * @param {WireValues | null | undefined} secrets
 * @returns {ApiCall}
 */
function secured(call, secrets) {
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

/**
 * The call with a secret in its place.
 * @param {ApiCall} call
 * @param {string} secret
 * @returns {ApiCall}
 */
function holding(call, /** @type {SecretPlace} */ [part, name, before = ""], secret) {
  if (part === "cookies") {
    const cookies = [call.headers?.["cookie"], cookieOf({ [name]: secret })].filter(Boolean);
    return { ...call, headers: { ...call.headers, cookie: cookies.join("; ") } };
  }
  // `user:password` travels in Base64.
  const coded = before === "Basic " ? btoa(byteString(secret)) : secret;
  return { ...call, [part]: { ...call[part], [name]: before + coded } };
}

export { secured };
