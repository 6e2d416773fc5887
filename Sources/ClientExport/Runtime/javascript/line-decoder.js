import { unreadable } from "./json.js";
import { recordTooLarge } from "./record-sizes.js";

/**
 * What the lines of one format are, and what they say.
 * @typedef {{
 *   readonly limit: number;
 *   readonly isStrict: boolean;
 *   readonly endsAtReturn: boolean;
 *   readonly readsRest: boolean;
 *   read(text: string, start: number, end: number): StreamItem | undefined;
 * }} LineRules
 */

/** Of a character that is a unit of a JavaScript string, in UTF-8. */
const MOST_BYTES = 3;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Lines from bytes that the network cuts anywhere: all that end in one piece are decoded at once. */
class LineCutter {
  /** @type {LineRules} */
  #rules;
  /** @type {InstanceType<typeof TextDecoder>} */
  #decoder;
  /**
   * The bytes behind the last end of a line.
   * @type {Uint8Array[]}
   */
  #rest = [];
  #restSize = 0;
  /** The last line ended with a CR, whose LF may follow. */
  #followsReturn = false;

  /** @param {LineRules} rules */
  constructor(rules) {
    this.#rules = rules;
    this.#decoder = new TextDecoder("utf-8", { fatal: rules.isStrict });
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {Iterable<StreamItem>}
   */
  cut(bytes) {
    /** @type {Uint8Array[]} */
    const blocks = [];
    let piece = this.#behindReturn(bytes);
    // Only the line that has begun earlier is copied.
    if (this.#restSize > 0) piece = this.#cutAt(piece.indexOf(LINE_FEED), piece, blocks);
    return this.#items(blocks, this.#cutAt(this.#lastEnd(piece), piece, blocks));
  }

  /** @returns {Iterable<StreamItem>} */
  end() {
    const nothing = new Uint8Array();
    return this.#rules.readsRest ? this.#items([this.#taken(nothing)], nothing) : [];
  }

  /**
   * @param {Uint8Array} piece
   * @returns {number}
   */
  #lastEnd(piece) {
    const end = piece.lastIndexOf(LINE_FEED);
    const behind = end + 1;
    return this.#rules.endsAtReturn ? piece.subarray(behind).lastIndexOf(CARRIAGE_RETURN) + behind : end;
  }

  /**
   * Adds all up to the end of a line to the blocks; gives what follows, which is all where there is no end.
   * @param {number} end
   * @param {Uint8Array} piece
   * @param {Uint8Array[]} blocks
   * @returns {Uint8Array}
   */
  #cutAt(end, piece, blocks) {
    if (end < 0) return piece;
    blocks.push(this.#taken(piece.subarray(0, end + 1)));
    this.#followsReturn = piece[end] === CARRIAGE_RETURN;
    return this.#behindReturn(piece.subarray(end + 1));
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {Uint8Array}
   */
  #behindReturn(bytes) {
    if (!this.#followsReturn || bytes.length === 0) return bytes;
    this.#followsReturn = false;
    return bytes[0] === LINE_FEED ? bytes.subarray(1) : bytes;
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
   * What the lines of the blocks say, and then the rest is kept.
   * @param {readonly Uint8Array[]} blocks
   * @param {Uint8Array} rest
   * @returns {Generator<StreamItem, void, undefined>}
   */
  *#items(blocks, rest) {
    const { limit } = this.#rules;
    for (const text of this.#texts(blocks)) {
      for (let start = 0; start < text.length; ) {
        const found = text.indexOf("\n", start);
        const end = found < 0 ? text.length : found;
        const isLong = (end - start) * MOST_BYTES > limit;
        if (isLong && byteLength(text.slice(start, end)) > limit) throw recordTooLarge();
        const item = this.#rules.read(text, start, end);
        if (item) yield item;
        start = end + 1;
      }
    }
    this.#keep(rest);
  }

  /**
   * The texts of blocks; of one that is not all UTF-8 those of its lines.
   * @param {readonly Uint8Array[]} blocks
   * @returns {Generator<string, void, undefined>}
   */
  *#texts(blocks) {
    for (const block of blocks) {
      /** @type {string} */
      let text;
      try {
        text = this.#decoded(block);
      } catch {
        yield* this.#textsUpToTheFault(block);
        continue;
      }
      yield this.#rules.endsAtReturn && text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    }
  }

  /**
   * @param {Uint8Array} block
   * @returns {Generator<string, void, undefined>}
   */
  *#textsUpToTheFault(block) {
    for (let start = 0; start < block.length; ) {
      const found = block.indexOf(LINE_FEED, start);
      const line = block.subarray(start, found < 0 ? block.length : found);
      if (line.length > this.#rules.limit) throw recordTooLarge();
      try {
        yield this.#decoded(line);
      } catch (cause) {
        throw unreadable(new TextDecoder().decode(line), cause);
      }
      start += line.length + 1;
    }
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {string}
   */
  #decoded(bytes) {
    const text = this.#decoder.decode(bytes);
    // Only the mark at the beginning of a body is no part of its text.
    if (!this.#decoder.ignoreBOM) {
      this.#decoder = new TextDecoder("utf-8", { fatal: this.#rules.isStrict, ignoreBOM: true });
    }
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

export { MOST_BYTES, byteLength, lineDecoder };
