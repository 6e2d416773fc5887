import { ParseError } from "./errors.js";

/** @returns {ParseError} */
function recordTooLarge() {
  return new ParseError("recordTooLarge", "a record over recordLimit");
}

export { recordTooLarge };
