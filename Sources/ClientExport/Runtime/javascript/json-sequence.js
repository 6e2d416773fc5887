import { unreadable } from "./json.js";
import { JsonNesting } from "./json-nesting.js";

/** It begins each record. */
const RECORD_SEPARATOR = "\x1e";

/** Tells the records of a JSON text sequence apart. Source: RFC 7464. */
class JsonSequence {
  #nesting = new JsonNesting();

  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   * @returns {number}
   */
  skip(bytes, at) {
    return this.#nesting.skip(bytes, at);
  }

  /**
   * @param {string} sign
   * @param {boolean} isFirst
   * @returns {Verdict}
   */
  judge(sign, isFirst) {
    if (sign === RECORD_SEPARATOR) {
      this.#nesting.reset();
      return isFirst ? "within" : "behind";
    }
    if (sign === "\n" && !this.#nesting.isInString && this.#nesting.depth <= 0) return "last";
    this.#nesting.follow(sign);
    return "within";
  }

  /**
   * The JSON text of a record, which must be whole.
   * @param {string} record
   * @returns {string}
   */
  textOf(record) {
    const text = record.replace(RECORD_SEPARATOR, "");
    if (/^[ \t\r\n]*$/.test(text)) return "";
    if (text === record) throw unreadable(record, "no mark begins it");
    // A number or a word without an end may have been cut.
    if (!/[\]}"\s]$/.test(text)) throw unreadable(record, "it may have been cut");
    return text;
  }
}

export { JsonSequence };
