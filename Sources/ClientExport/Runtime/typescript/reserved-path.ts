/**
 * Keeps the signs that mean something in a URL, but for those that would end the value's segment. What is encoded
 * already is no exception: `%2e%2e` would be a step up. Source: RFC 6570, 3.2.3, and RFC 3986, 3.3.
 */
function reservedKeptInPath(text: string): string {
  return encodeURI(text).replace(/[#/?]/g, encodeURIComponent);
}

export { reservedKeptInPath };
