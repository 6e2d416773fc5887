import { getBaseUrl } from "./settings.js";
// #if styles
import { Styled } from "./styles.js";
// #endif
import { textsOf } from "./values.js";

/**
 * @param {ApiCall} call
 * @param {CallSession} session
 * @returns {string}
 */
function requestUrl(call, session) {
  return baseUrl(session).replace(/\/+$/, "") + filledPath(call) + queryText(call.query);
}

/** @returns {string} */
function baseUrl(/** @type {CallSession} */ { options, settings }) {
  return options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
}

/** @returns {string} */
function filledPath(/** @type {ApiCall} */ { path, params = {} }) {
  return path.replace(/\{(.+?)(:path)?\}/g, (_, /** @type {string} */ name, /** @type {(string)=} */ mayHoldSlashes) => {
    const value = params[name];
    // #if styles
    if (value instanceof Styled) return placed(value.inPath(name), name, mayHoldSlashes);
    // #endif
    return placed(textsOf(value).map(encodeURIComponent).join(","), name, mayHoldSlashes);
  });
}

/**
 * @param {string} encoded
 * @param {string} name
 * @param {string} [mayHoldSlashes]
 * @returns {string}
 */
function placed(encoded, name, mayHoldSlashes) {
  const text = mayHoldSlashes ? encoded.replace(/%2F/g, "/") : encoded;
  // Every URL parser takes a segment of dots for a step up, and nothing at all for no segment.
  if (text === "" || /(^|\/)\.\.?(\/|$)/.test(text)) throw new TypeError(`${name}: no path can hold "${text}"`);
  return text;
}

/**
 * Lists are repeated, null and undefined left out.
 * @param {WireValues} [query]
 * @returns {string}
 */
function queryText(query = {}) {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    // #if styles
    if (value instanceof Styled) return value.inQuery(name);
    // #endif
    return textsOf(value).map((text) => encodeURIComponent(name) + "=" + encodeURIComponent(text));
  });
  return pairs.length > 0 ? "?" + pairs.join("&") : "";
}

export { baseUrl, requestUrl };
