import { ParseError } from "./errors.js";
import { settings } from "./settings.js";

/** How much of an unreadable record its error holds, in characters. */
const SHOWN_LENGTH = 1024;

function unreadable(text: string, why: unknown): ParseError {
  return new ParseError("invalidRecord", `unreadable record: ${why}`, { text: text.slice(0, SHOWN_LENGTH) });
}

/** The value of a JSON text. */
function parsedJson(text: string): unknown {
  try {
    return (settings.parseJson ?? JSON.parse)(text);
  } catch (cause) {
    throw unreadable(text, cause);
  }
}

export { parsedJson, unreadable };
