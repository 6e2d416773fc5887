import { ParseError } from "./errors.js";
import { settings } from "./settings.js";

/** How much of an unreadable record its error holds, in characters. */
const SHOWN_LENGTH = 1024;

/**
 * @param {string} text
 * @param {unknown} why
 * @returns {ParseError}
 */
function unreadable(text, why) {
  return new ParseError("invalidRecord", `unreadable record: ${why}`, { text: text.slice(0, SHOWN_LENGTH) });
}

/**
 * The value of a JSON text.
 * @param {string} text
 * @returns {unknown}
 */
function parsedJson(text) {
  try {
    return (settings.parseJson ?? JSON.parse)(text);
  } catch (cause) {
    throw unreadable(text, cause);
  }
}

export { parsedJson, unreadable };
