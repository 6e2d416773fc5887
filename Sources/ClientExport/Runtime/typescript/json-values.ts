import { unreadable } from "./json.js";
import { JsonNesting } from "./json-nesting.js";
import type { Verdict } from "./record-decoder.js";

/** A number or a word ends before one of these. */
const WORD_ENDS = ' \t\r\n,:[]{}"\x1e';
/** Not a number, not a word, but what has an end of its own. */
const VALUE_MARKS = '"[]{}';

/** Where in an array a body is whose elements are the records. */
type ArrayPlace = "outside" | "begun" | "behind a value" | "behind a comma";

/** Tells JSON values apart that stand one after the other, or in arrays if the first one does. */
class JsonValues {
  readonly #nesting = new JsonNesting();
  #isInWord = false;
  /** Undefined until the first sign says. */
  #isInArrays: boolean | undefined;
  #place: ArrayPlace = "outside";

  skip(bytes: Uint8Array, at: number): number {
    return this.#nesting.skip(bytes, at);
  }

  judge(sign: string): Verdict {
    if (this.#isInWord) {
      this.#isInWord = !WORD_ENDS.includes(sign);
      return this.#isInWord ? "within" : "behind";
    }
    if (!this.#nesting.isInString && this.#nesting.depth === 0) {
      // The mark of the body; anything else is found when the record is read.
      if (sign > "\x7f") return "within";
      if (this.#isBetweenValues(sign)) return "none";
      this.#beginValue(sign);
      if (this.#isInWord) return "within";
    }
    this.#nesting.follow(sign);
    return this.#nesting.isInString || this.#nesting.depth > 0 ? "within" : "last";
  }

  finish(): void {
    if (this.#place !== "outside") throw unreadable("", "the array does not end");
  }

  #isBetweenValues(sign: string): boolean {
    this.#isInArrays ??= sign === "[";
    const place = this.#isInArrays ? this.#placeBehind(sign) : undefined;
    if (place === undefined) return " \t\r\n".includes(sign);
    this.#place = place;
    return true;
  }

  /** Where an array's own sign leads; undefined for any other sign. */
  #placeBehind(sign: string): ArrayPlace | undefined {
    switch (this.#place) {
      case "outside":
        return sign === "[" ? "begun" : undefined;
      case "begun":
        return sign === "]" ? "outside" : undefined;
      case "behind a value":
        return sign === "]" ? "outside" : sign === "," ? "behind a comma" : undefined;
      case "behind a comma":
        return undefined;
    }
  }

  #beginValue(sign: string): void {
    if (this.#place === "behind a value") throw unreadable(sign, "a comma is missing");
    if (this.#place !== "outside") this.#place = "behind a value";
    this.#isInWord = !VALUE_MARKS.includes(sign);
  }
}

export { JsonValues };
