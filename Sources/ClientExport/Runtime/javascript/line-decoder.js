import { unreadable } from "./json.js";
import { recordTooLarge } from "./record-sizes.js";

/**
 * What the lines of one format are, and what they say.
 * @typedef {{
 *   readonly limit: number;
 *   readonly isStrict: boolean;
 *   readonly endsAtReturn: boolean;
 *   readonly readsRest: boolean;
 *   read(line: string): StreamItem | undefined;
 * }} LineRules
 */

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Lines from bytes that the network cuts anywhere: all that end in one piece are decoded at once. */
class LineCutter {
  /** @type {LineRules} */
  #rules;
  /**
   * The bytes behind the last end of a line.
   * @type {Uint8Array[]}
   */
  #rest = [];
  #restSize = 0;
  #isStart = true;
  /** The last line ended with a CR, whose LF may follow. */
  #followsReturn = false;

  /** @param {LineRules} rules */
  constructor(rules) {
    this.#rules = rules;
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {Generator<StreamItem, void, undefined>}
   */
  *cut(bytes) {
    const piece = this.#followsReturn && bytes[0] === LINE_FEED ? bytes.subarray(1) : bytes;
    if (bytes.length > 0) this.#followsReturn = false;
    const end = this.#lastEnd(piece);
    if (end >= 0) {
      this.#followsReturn = piece[end] === CARRIAGE_RETURN && end === piece.length - 1;
      // Of CR and LF the first one ends the line.
      const isPair = this.#rules.endsAtReturn && piece[end] === LINE_FEED && piece[end - 1] === CARRIAGE_RETURN;
      yield* this.#lines(this.#taken(piece.subarray(0, isPair ? end - 1 : end)));
    }
    this.#keep(piece.subarray(end + 1));
  }

  /** @returns {Generator<StreamItem, void, undefined>} */
  *end() {
    if (this.#rules.readsRest) yield* this.#lines(this.#taken(new Uint8Array()));
  }

  /**
   * @param {Uint8Array} piece
   * @returns {number}
   */
  #lastEnd(piece) {
    const end = piece.lastIndexOf(LINE_FEED);
    return this.#rules.endsAtReturn ? Math.max(end, piece.lastIndexOf(CARRIAGE_RETURN)) : end;
  }

  /**
   * @param {Uint8Array} piece
   * @returns {void}
   */
  #keep(piece) {
    if (piece.length > 0) this.#rest.push(piece);
    this.#restSize += piece.length;
    if (this.#restSize > this.#rules.limit) throw recordTooLarge();
  }

  /**
   * What was kept, and this.
   * @param {Uint8Array} piece
   * @returns {Uint8Array}
   */
  #taken(piece) {
    if (this.#restSize === 0) return piece;
    const whole = new Uint8Array(this.#restSize + piece.length);
    let at = 0;
    for (const part of [...this.#rest, piece]) {
      whole.set(part, at);
      at += part.length;
    }
    this.#rest = [];
    this.#restSize = 0;
    return whole;
  }

  /**
   * @param {Uint8Array} block
   * @returns {Generator<StreamItem, void, undefined>}
   */
  *#lines(block) {
    const { limit } = this.#rules;
    const isSmall = block.length <= limit;
    for (const line of this.#texts(block)) {
      if (!isSmall && byteLength(line) > limit) throw recordTooLarge();
      const item = this.#rules.read(line);
      if (item) yield item;
    }
  }

  /**
   * @param {Uint8Array} block
   * @returns {Iterable<string>}
   */
  #texts(block) {
    try {
      const text = this.#decoded(block);
      return this.#rules.endsAtReturn && text.includes("\r") ? text.split(/\r\n|\r|\n/) : text.split("\n");
    } catch {
      return this.#textsUpToTheFault(block);
    }
  }

  /**
   * @param {Uint8Array} block
   * @returns {Generator<string, void, undefined>}
   */
  *#textsUpToTheFault(block) {
    for (let start = 0; start <= block.length; ) {
      const found = block.indexOf(LINE_FEED, start);
      const end = found < 0 ? block.length : found;
      const line = block.subarray(start, end);
      yield this.#textOf(line);
      start = end + 1;
    }
  }

  /**
   * @param {Uint8Array} line
   * @returns {string}
   */
  #textOf(line) {
    try {
      return this.#decoded(line);
    } catch (cause) {
      throw unreadable(new TextDecoder().decode(line), cause);
    }
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {string}
   */
  #decoded(bytes) {
    // Only the mark at the beginning of a body is no part of its text.
    const decoder = new TextDecoder("utf-8", { fatal: this.#rules.isStrict, ignoreBOM: !this.#isStart });
    const text = decoder.decode(bytes);
    this.#isStart = false;
    return text;
  }
}

/**
 * @param {LineRules} rules
 * @returns {StreamDecoder}
 */
function lineDecoder(rules) {
  const cutter = new LineCutter(rules);
  return (piece) => (piece ? cutter.cut(piece) : cutter.end());
}

/**
 * In UTF-8.
 * @param {string} text
 * @returns {number}
 */
function byteLength(text) {
  return new TextEncoder().encode(text).length;
}

export { byteLength, lineDecoder };
