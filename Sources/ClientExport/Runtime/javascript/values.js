/**
 * A value, or each of a list, as text; null and undefined are left out.
 * @param {unknown} value
 * @returns {string[]}
 */
function textsOf(value) {
  return [value].flat().filter((item) => item != null).map(textOf);
}

/**
 * A value as text. What says itself what it is in JSON, a date for one, is sent without quotes.
 * @param {unknown} value
 * @returns {string}
 */
function textOf(value) {
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value).replace(/^"|"$/g, "");
}

/**
 * The UTF-8 of a text, a character for each byte: that is how `Headers` and `btoa` take bytes.
 * @param {string} text
 * @returns {string}
 */
function byteString(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

export { byteString, textOf, textsOf };
