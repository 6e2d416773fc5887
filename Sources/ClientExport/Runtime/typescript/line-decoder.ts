import { unreadable } from "./json.js";
import { recordTooLarge } from "./record-sizes.js";
import type { StreamDecoder, StreamItem } from "./stream-formats.js";

/** What the lines of one format are, and what they say. */
interface LineRules {
  /** The longest line without its end, in bytes. */
  readonly limit: number;
  /** Refuses bytes that are no UTF-8; else they are U+FFFD. */
  readonly isStrict: boolean;
  /** A CR ends a line as well, alone or before an LF. */
  readonly endsAtReturn: boolean;
  /** What the end of the body ends is a line, too. */
  readonly readsRest: boolean;
  /** What the line from `start` to `end` completes; cutting it out is left to those that need its text. */
  read(text: string, start: number, end: number): StreamItem | undefined;
}

/** Of a character that is a unit of a JavaScript string, in UTF-8. */
const MOST_BYTES = 3;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Lines from bytes that the network cuts anywhere: all that end in one piece are decoded at once. */
class LineCutter implements StreamDecoder {
  readonly #rules: LineRules;
  /** Some of the body's text was decoded. */
  #hasText = false;
  /** Lines that are yet to be decoded. */
  #blocks: Uint8Array[] = [];
  /** Lines that are yet to be read, from a place on. */
  #text = "";
  #at = 0;
  /** The bytes behind the last end of a line. */
  #rest: Uint8Array[] = [];
  #restSize = 0;
  /** The last line ended with a CR, whose LF may follow. */
  #followsReturn = false;
  /** A block is not all UTF-8: its lines are decoded one by one, up to the one that is not. */
  #isFaulty = false;

  constructor(rules: LineRules) {
    this.#rules = rules;
  }

  take(piece?: Uint8Array): void {
    if (!piece) {
      if (this.#rules.readsRest) this.#addBlock(new Uint8Array());
      return;
    }
    let rest = this.#behindReturn(piece);
    // Only the line that has begun earlier is copied.
    if (this.#restSize > 0) rest = this.#cutAt(rest.indexOf(LINE_FEED), rest);
    rest = this.#cutAt(this.#lastEnd(rest), rest);
    this.#rest.push(rest);
    this.#restSize += rest.length;
  }

  next(): StreamItem | undefined {
    const { limit } = this.#rules;
    do {
      const text = this.#text;
      for (let start = this.#at; start < text.length; ) {
        const found = text.indexOf("\n", start);
        const end = found < 0 ? text.length : found;
        const isLong = (end - start) * MOST_BYTES > limit;
        if (isLong && byteLength(text.slice(start, end)) > limit) throw recordTooLarge();
        const item = this.#rules.read(text, start, end);
        start = end + 1;
        if (!item) continue;
        this.#at = start;
        return item;
      }
    } while (this.#decodeNext());
    if (this.#restSize > limit) throw recordTooLarge();
    return undefined;
  }

  #lastEnd(piece: Uint8Array): number {
    const end = piece.lastIndexOf(LINE_FEED);
    const behind = end + 1;
    return this.#rules.endsAtReturn ? piece.subarray(behind).lastIndexOf(CARRIAGE_RETURN) + behind : end;
  }

  /** Adds all up to the end of a line to the blocks; gives what follows, which is all where there is no end. */
  #cutAt(end: number, piece: Uint8Array): Uint8Array {
    if (end < 0) return piece;
    this.#addBlock(piece.subarray(0, end + 1));
    this.#followsReturn = piece[end] === CARRIAGE_RETURN;
    return this.#behindReturn(piece.subarray(end + 1));
  }

  #behindReturn(bytes: Uint8Array): Uint8Array {
    if (!this.#followsReturn || bytes.length === 0) return bytes;
    this.#followsReturn = false;
    return bytes[0] === LINE_FEED ? bytes.subarray(1) : bytes;
  }

  /** What was kept, and this. */
  #addBlock(piece: Uint8Array): void {
    let block = piece;
    if (this.#restSize > 0) {
      block = new Uint8Array(this.#restSize + piece.length);
      let at = 0;
      for (const part of [...this.#rest, piece]) {
        block.set(part, at);
        at += part.length;
      }
    }
    this.#rest = [];
    this.#restSize = 0;
    this.#blocks.push(block);
  }

  /** Makes text of the next block, or of the next line of a faulty one. */
  #decodeNext(): boolean {
    this.#text = "";
    this.#at = 0;
    const block = this.#blocks.shift();
    if (!block) return false;
    const end = this.#isFaulty ? block.indexOf(LINE_FEED) : -1;
    const lines = end < 0 ? block : block.subarray(0, end);
    try {
      const text = this.#decoded(lines);
      this.#text = this.#rules.endsAtReturn && text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
      if (this.#isFaulty) this.#blocks.unshift(block.subarray(lines.length + 1));
    } catch (cause) {
      if (this.#isFaulty) {
        throw lines.length > this.#rules.limit ? recordTooLarge() : unreadable(new TextDecoder().decode(lines), cause);
      }
      this.#isFaulty = true;
      this.#blocks.unshift(block);
    }
    return true;
  }

  #decoded(bytes: Uint8Array): string {
    // Only the mark at the beginning of a body is no part of its text.
    const decoder = new TextDecoder("utf-8", { fatal: this.#rules.isStrict, ignoreBOM: this.#hasText });
    const text = decoder.decode(bytes);
    this.#hasText = true;
    return text;
  }
}

/** In UTF-8. */
function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

export type { LineRules };
export { LineCutter, MOST_BYTES, byteLength };
