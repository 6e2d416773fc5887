/**
 * @typedef {{
 *   readonly href: string;
 *   readonly origin: string;
 * }} Place
 */

/**
 * Where a page is; undefined elsewhere.
 * @returns {Place | undefined}
 */
function pagePlace() {
  return /** @type {{ readonly location?: Place; }} */ (globalThis).location;
}

/**
 * True where a browser decides what may be sent and seen.
 * @returns {boolean}
 */
function isPage() {
  return !!pagePlace() && !("Deno" in globalThis);
}

/**
 * True in a page of another origin: there fetch asks the server first for what an EventSource may send unasked.
 * @param {string} url
 * @returns {boolean}
 */
function isOtherOrigin(url) {
  const location = pagePlace();
  try {
    return !!location && new URL(url, location.href).origin !== location.origin;
  } catch {
    return false;
  }
}

export { isOtherOrigin, isPage };
