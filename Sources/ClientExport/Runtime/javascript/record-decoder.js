import { unreadable } from "./json.js";
import { recordTooLarge } from "./record-sizes.js";

/**
 * What a byte is to the record before it: one within, its last one, the first one behind it, or of no record.
 * @typedef {"within" | "last" | "behind" | "none"} Verdict
 */

/**
 * How the records of one format are told apart and read.
 * @typedef {{
 *   readonly limit: number;
 *   readonly isStrict: boolean;
 *   skip(bytes: Uint8Array, at: number): number;
 *   judge(sign: string, isFirst: boolean): Verdict;
 *   read(text: string, size: number): Iterable<StreamItem>;
 *   finish?(): void;
 * }} RecordRules
 */

/** Cuts bytes into records, wherever the network cut them. */
class RecordCutter {
  /** @type {RecordRules} */
  #rules;
  /** @type {InstanceType<typeof TextDecoder>} */
  #decoder;
  #text = "";
  #size = 0;
  /** @type {unknown} */
  #fault;

  /** @param {RecordRules} rules */
  constructor(rules) {
    this.#rules = rules;
    this.#decoder = new TextDecoder("utf-8", { fatal: rules.isStrict });
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {Generator<StreamItem, void, undefined>}
   */
  *cut(bytes) {
    let start = 0;
    for (let at = this.#rules.skip(bytes, 0); at < bytes.length; at = this.#rules.skip(bytes, at + 1)) {
      const sign = String.fromCharCode(/** @type {number} */ (bytes[at]));
      const verdict = this.#rules.judge(sign, this.#size + at === start);
      if (verdict === "within") continue;
      yield* this.#add(bytes.subarray(start, verdict === "last" ? at + 1 : at), verdict !== "none");
      start = at + 1;
      if (verdict === "behind") {
        // It is judged once more, as the first of what follows.
        start = at;
        at--;
      }
    }
    yield* this.#add(bytes.subarray(start), false);
  }

  /** @returns {Generator<StreamItem, void, undefined>} */
  *end() {
    yield* this.#add(new Uint8Array(), true);
    this.#rules.finish?.();
  }

  /**
   * Adds bytes to the record, which is read when they are its last ones.
   * @param {Uint8Array} bytes
   * @param {boolean} isWhole
   * @returns {Generator<StreamItem, void, undefined>}
   */
  *#add(bytes, isWhole) {
    this.#size += bytes.length;
    if (this.#size > this.#rules.limit) throw recordTooLarge();
    try {
      this.#text += this.#decoder.decode(bytes, { stream: !isWhole });
    } catch (cause) {
      // It is told when the record is whole, wherever the network cuts.
      this.#fault = cause;
    }
    if (isWhole) yield* this.#read();
  }

  /** @returns {Generator<StreamItem, void, undefined>} */
  *#read() {
    const text = this.#text;
    const size = this.#size;
    if (this.#fault) throw unreadable(text, this.#fault);
    this.#text = "";
    this.#size = 0;
    // Only the mark at the beginning of a body is no part of its text.
    this.#decoder = new TextDecoder("utf-8", { fatal: this.#rules.isStrict, ignoreBOM: true });
    yield* this.#rules.read(text, size);
  }
}

/**
 * @param {RecordRules} rules
 * @returns {StreamDecoder}
 */
function recordDecoder(rules) {
  const cutter = new RecordCutter(rules);
  /** @type {Generator<StreamItem, void, undefined>} */
  let items;
  return {
    take(piece) {
      items = piece ? cutter.cut(piece) : cutter.end();
    },
    next() {
      const { done, value } = items.next();
      return done ? undefined : value;
    },
  };
}

export { recordDecoder };
