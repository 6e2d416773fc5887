/**
 * @typedef {{
 *   readonly href: string;
 *   readonly origin: string;
 * }} Place
 */

/**
 * True in a page of another origin: there fetch asks the server first for what an EventSource may send unasked.
 * @param {string} url
 * @returns {boolean}
 */
function isOtherOrigin(url) {
  const { location } = /** @type {{ readonly location?: Place; }} */ (globalThis);
  try {
    return !!location && new URL(url, location.href).origin !== location.origin;
  } catch {
    return false;
  }
}

export { isOtherOrigin };
