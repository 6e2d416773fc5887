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
  read(line: string): StreamItem | undefined;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Lines from bytes that the network cuts anywhere: all that end in one piece are decoded at once. */
class LineCutter {
  readonly #rules: LineRules;
  /** The bytes behind the last end of a line. */
  #rest: Uint8Array[] = [];
  #restSize = 0;
  #isStart = true;
  /** The last line ended with a CR, whose LF may follow. */
  #followsReturn = false;

  constructor(rules: LineRules) {
    this.#rules = rules;
  }

  *cut(bytes: Uint8Array): Generator<StreamItem, void, undefined> {
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

  *end(): Generator<StreamItem, void, undefined> {
    if (this.#rules.readsRest) yield* this.#lines(this.#taken(new Uint8Array()));
  }

  #lastEnd(piece: Uint8Array): number {
    const end = piece.lastIndexOf(LINE_FEED);
    return this.#rules.endsAtReturn ? Math.max(end, piece.lastIndexOf(CARRIAGE_RETURN)) : end;
  }

  #keep(piece: Uint8Array): void {
    if (piece.length > 0) this.#rest.push(piece);
    this.#restSize += piece.length;
    if (this.#restSize > this.#rules.limit) throw recordTooLarge();
  }

  /** What was kept, and this. */
  #taken(piece: Uint8Array): Uint8Array {
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

  *#lines(block: Uint8Array): Generator<StreamItem, void, undefined> {
    const { limit } = this.#rules;
    const isSmall = block.length <= limit;
    for (const line of this.#texts(block)) {
      if (!isSmall && byteLength(line) > limit) throw recordTooLarge();
      const item = this.#rules.read(line);
      if (item) yield item;
    }
  }

  #texts(block: Uint8Array): Iterable<string> {
    try {
      const text = this.#decoded(block);
      return this.#rules.endsAtReturn && text.includes("\r") ? text.split(/\r\n|\r|\n/) : text.split("\n");
    } catch {
      return this.#textsUpToTheFault(block);
    }
  }

  *#textsUpToTheFault(block: Uint8Array): Generator<string, void, undefined> {
    for (let start = 0; start <= block.length; ) {
      const found = block.indexOf(LINE_FEED, start);
      const end = found < 0 ? block.length : found;
      const line = block.subarray(start, end);
      yield this.#textOf(line);
      start = end + 1;
    }
  }

  #textOf(line: Uint8Array): string {
    try {
      return this.#decoded(line);
    } catch (cause) {
      throw unreadable(new TextDecoder().decode(line), cause);
    }
  }

  #decoded(bytes: Uint8Array): string {
    // Only the mark at the beginning of a body is no part of its text.
    const decoder = new TextDecoder("utf-8", { fatal: this.#rules.isStrict, ignoreBOM: !this.#isStart });
    const text = decoder.decode(bytes);
    this.#isStart = false;
    return text;
  }
}

function lineDecoder(rules: LineRules): StreamDecoder {
  const cutter = new LineCutter(rules);
  return (piece) => (piece ? cutter.cut(piece) : cutter.end());
}

/** In UTF-8. */
function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

export type { LineRules };
export { byteLength, lineDecoder };
