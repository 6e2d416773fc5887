import { unreadable } from "./json.js";
import { recordTooLarge } from "./record-sizes.js";
import type { StreamDecoder, StreamItem } from "./stream-formats.js";

/** What a byte is to the record before it: one within, its last one, the first one behind it, or of no record. */
type Verdict = "within" | "last" | "behind" | "none";

/** How the records of one format are told apart and read. */
interface RecordRules {
  /** The largest record, in bytes. */
  readonly limit: number;
  /** Refuses bytes that are no UTF-8; else they are U+FFFD. */
  readonly isStrict: boolean;
  /** The next byte to judge; those before it are within a record, and many. */
  skip(bytes: Uint8Array, at: number): number;
  judge(sign: string, isFirst: boolean): Verdict;
  read(text: string, size: number): Iterable<StreamItem>;
  /** The body has ended. */
  finish?(): void;
}

/** Cuts bytes into records, wherever the network cut them. */
class RecordCutter {
  readonly #rules: RecordRules;
  #decoder: InstanceType<typeof TextDecoder>;
  #text = "";
  #size = 0;
  #fault: unknown;

  constructor(rules: RecordRules) {
    this.#rules = rules;
    this.#decoder = new TextDecoder("utf-8", { fatal: rules.isStrict });
  }

  *cut(bytes: Uint8Array): Generator<StreamItem, void, undefined> {
    let start = 0;
    for (let at = this.#rules.skip(bytes, 0); at < bytes.length; at = this.#rules.skip(bytes, at + 1)) {
      const sign = String.fromCharCode(bytes[at] as number);
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

  *end(): Generator<StreamItem, void, undefined> {
    yield* this.#add(new Uint8Array(), true);
    this.#rules.finish?.();
  }

  /** Adds bytes to the record, which is read when they are its last ones. */
  *#add(bytes: Uint8Array, isWhole: boolean): Generator<StreamItem, void, undefined> {
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

  *#read(): Generator<StreamItem, void, undefined> {
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

function recordDecoder(rules: RecordRules): StreamDecoder {
  const cutter = new RecordCutter(rules);
  let items: Generator<StreamItem, void, undefined>;
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

export type { RecordRules, Verdict };
export { recordDecoder };
