/** A value, or each of a list, as text; null and undefined are left out. */
function textsOf(value: unknown): string[] {
  return [value].flat().filter((item) => item != null).map(textOf);
}

/** A value as text. What says itself what it is in JSON, a date for one, is sent without quotes. */
function textOf(value: unknown): string {
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value).replace(/^"|"$/g, "");
}

/** The UTF-8 of a text, a character for each byte: that is how `Headers` and `btoa` take bytes. */
function byteString(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

export { byteString, textOf, textsOf };
