import type { ApiCall, WireValues } from "./calls.js";
import type { ClientSettings } from "./options.js";
import { getBaseUrl, settings } from "./settings.js";
import { textsOf } from "./values.js";

function requestUrl(call: ApiCall, options: ClientSettings): string {
  return baseUrl(options).replace(/\/+$/, "") + filledPath(call) + queryText(call.query);
}

function baseUrl(options: ClientSettings): string {
  return options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
}

function filledPath({ path, params = {} }: ApiCall): string {
  return path.replace(/\{(.+?)(:path)?\}/g, (_, name: string, mayHoldSlashes?: string) => {
    let text = encodeURIComponent(textsOf(params[name]).join(","));
    if (mayHoldSlashes) text = text.replace(/%2F/g, "/");
    // Every URL parser takes a segment of dots for a step up, and nothing at all for no segment.
    const isStep = text.split("/").some((segment) => segment === "." || segment === "..");
    if (text === "" || isStep) throw new TypeError(`${name}: no path can hold "${text}"`);
    return text;
  });
}

/** Lists are repeated, null and undefined left out. */
function queryText(query: WireValues = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    textsOf(value).map((text) => encodeURIComponent(name) + "=" + encodeURIComponent(text)),
  );
  return pairs.length > 0 ? "?" + pairs.join("&") : "";
}

export { baseUrl, requestUrl };
