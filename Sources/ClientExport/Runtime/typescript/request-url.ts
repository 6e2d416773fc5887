import type { ApiCall, WireValues } from "./calls.js";
import type { CallSession } from "./session.js";
import { getBaseUrl } from "./settings.js";
// #if styles
import { Styled } from "./styles.js";
// #endif
import { textsOf } from "./values.js";

function requestUrl(call: ApiCall, session: CallSession): string {
  return baseUrl(session).replace(/\/+$/, "") + filledPath(call) + queryText(call.query);
}

function baseUrl({ options, settings }: CallSession): string {
  return options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
}

function filledPath({ path, params = {} }: ApiCall): string {
  return path.replace(/\{(.+?)(:path)?\}/g, (_, name: string, mayHoldSlashes?: string) => {
    const value = params[name];
    // #if styles
    if (value instanceof Styled) return placed(value.inPath(name), name, mayHoldSlashes);
    // #endif
    return placed(textsOf(value).map(encodeURIComponent).join(","), name, mayHoldSlashes);
  });
}

function placed(encoded: string, name: string, mayHoldSlashes?: string): string {
  const text = mayHoldSlashes ? encoded.replace(/%2F/g, "/") : encoded;
  // Every URL parser takes a segment of dots for a step up, and nothing at all for no segment.
  if (text === "" || /(^|\/)\.\.?(\/|$)/.test(text)) throw new TypeError(`${name}: no path can hold "${text}"`);
  return text;
}

/** Lists are repeated, null and undefined left out. */
function queryText(query: WireValues = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    // #if styles
    if (value instanceof Styled) return value.inQuery(name);
    // #endif
    return textsOf(value).map((text) => encodeURIComponent(name) + "=" + encodeURIComponent(text));
  });
  return pairs.length > 0 ? "?" + pairs.join("&") : "";
}

export { baseUrl, requestUrl };
