/**
 * Keeps the signs that mean something in a URL, but for those that would end the value or be a blank.
 * Source: RFC 6570, 3.2.3, and RFC 3986, 3.4.
 * @param {string} text
 * @returns {string}
 */
function reservedKept(text) {
  return encodeURI(text)
    .replace(/[#&+]/g, encodeURIComponent)
    .replace(/%25(?=[\dA-F]{2})/gi, "%");
}

export { reservedKept };
