/**
 * The value of a JSON text; any other text is itself.
 * @param {string} text
 * @returns {unknown}
 */
function jsonOrText(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export { jsonOrText };
