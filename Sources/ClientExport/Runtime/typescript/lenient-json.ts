/** The value of a JSON text; any other text is itself. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export { jsonOrText };
