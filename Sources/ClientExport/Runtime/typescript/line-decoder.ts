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
class LineCutter {
  readonly #rules: LineRules;
  #decoder: InstanceType<typeof TextDecoder>;
  /** The bytes behind the last end of a line. */
  #rest: Uint8Array[] = [];
  #restSize = 0;
  /** The last line ended with a CR, whose LF may follow. */
  #followsReturn = false;

  constructor(rules: LineRules) {
    this.#rules = rules;
    this.#decoder = new TextDecoder("utf-8", { fatal: rules.isStrict });
  }

  cut(bytes: Uint8Array): Iterable<StreamItem> {
    const blocks: Uint8Array[] = [];
    let piece = this.#behindReturn(bytes);
    // Only the line that has begun earlier is copied.
    if (this.#restSize > 0) piece = this.#cutAt(piece.indexOf(LINE_FEED), piece, blocks);
    return this.#items(blocks, this.#cutAt(this.#lastEnd(piece), piece, blocks));
  }

  end(): Iterable<StreamItem> {
    const nothing = new Uint8Array();
    return this.#rules.readsRest ? this.#items([this.#taken(nothing)], nothing) : [];
  }

  #lastEnd(piece: Uint8Array): number {
    const end = piece.lastIndexOf(LINE_FEED);
    const behind = end + 1;
    return this.#rules.endsAtReturn ? piece.subarray(behind).lastIndexOf(CARRIAGE_RETURN) + behind : end;
  }

  /** Adds all up to the end of a line to the blocks; gives what follows, which is all where there is no end. */
  #cutAt(end: number, piece: Uint8Array, blocks: Uint8Array[]): Uint8Array {
    if (end < 0) return piece;
    blocks.push(this.#taken(piece.subarray(0, end + 1)));
    this.#followsReturn = piece[end] === CARRIAGE_RETURN;
    return this.#behindReturn(piece.subarray(end + 1));
  }

  #behindReturn(bytes: Uint8Array): Uint8Array {
    if (!this.#followsReturn || bytes.length === 0) return bytes;
    this.#followsReturn = false;
    return bytes[0] === LINE_FEED ? bytes.subarray(1) : bytes;
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

  /** What the lines of the blocks say, and then the rest is kept. */
  *#items(blocks: readonly Uint8Array[], rest: Uint8Array): Generator<StreamItem, void, undefined> {
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

  /** The texts of blocks; of one that is not all UTF-8 those of its lines. */
  *#texts(blocks: readonly Uint8Array[]): Generator<string, void, undefined> {
    for (const block of blocks) {
      let text: string;
      try {
        text = this.#decoded(block);
      } catch {
        yield* this.#textsUpToTheFault(block);
        continue;
      }
      yield this.#rules.endsAtReturn && text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    }
  }

  *#textsUpToTheFault(block: Uint8Array): Generator<string, void, undefined> {
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

  #decoded(bytes: Uint8Array): string {
    const text = this.#decoder.decode(bytes);
    // Only the mark at the beginning of a body is no part of its text.
    if (!this.#decoder.ignoreBOM) {
      this.#decoder = new TextDecoder("utf-8", { fatal: this.#rules.isStrict, ignoreBOM: true });
    }
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
export { MOST_BYTES, byteLength, lineDecoder };
