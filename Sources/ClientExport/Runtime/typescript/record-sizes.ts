import { ParseError } from "./errors.js";

function recordTooLarge(): ParseError {
  return new ParseError("recordTooLarge", "a record over recordLimit");
}

export { recordTooLarge };
