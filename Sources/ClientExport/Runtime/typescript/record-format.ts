import { parsedJson } from "./json.js";
import { JsonSequence } from "./json-sequence.js";
import { JsonValues } from "./json-values.js";
import { LineCutter } from "./line-decoder.js";
import type { LineRules } from "./line-decoder.js";
import { recordDecoder } from "./record-decoder.js";
import type { RecordRules } from "./record-decoder.js";
import type { StreamFormat, StreamItem } from "./stream-formats.js";

const LINE_TYPES: readonly string[] = [
  "application/ndjson",
  "application/x-ndjson",
  "application/jsonlines",
  "application/x-jsonlines",
  "application/jsonl",
  "application/json-lines",
  "application/x-json-stream",
  "application/stream+json",
];
const SEQUENCE_TYPE = "application/json-seq";
const VALUE_TYPE = /^application\/(.+\+)?json$/;

const SPACE = 32;
/** CR and LF are no part of a line's record. */
const LINE_END_SIZE = 2;

/** JSON records: lines, a sequence, or values one after the other. */
const recordFormat: StreamFormat = {
  accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
  decoder(mediaType, isFile, limit) {
    const shared = { limit: limit + LINE_END_SIZE, isStrict: true };
    if (LINE_TYPES.includes(mediaType)) return new LineCutter(lineRules(limit));
    if (mediaType === SEQUENCE_TYPE) return recordDecoder({ ...shared, ...sequenceRules() });
    if (VALUE_TYPE.test(mediaType) && !isFile) return recordDecoder({ ...shared, ...valueRules() });
    return undefined;
  },
};

type FormatRules = Pick<RecordRules, "skip" | "judge" | "read" | "finish">;

function lineRules(limit: number): LineRules {
  // A CR before the end is no part of a record, but of its line.
  return { limit: limit + 1, isStrict: true, endsAtReturn: false, readsRest: true, read: recordOf };
}

function sequenceRules(): FormatRules {
  const sequence = new JsonSequence();
  return {
    skip: (bytes, at) => sequence.skip(bytes, at),
    judge: (sign, isFirst) => sequence.judge(sign, isFirst),
    read: (record) => recordsOf(sequence.textOf(record)),
  };
}

function valueRules(): FormatRules {
  const values = new JsonValues();
  return {
    skip: (bytes, at) => values.skip(bytes, at),
    judge: (sign) => values.judge(sign),
    read: recordsOf,
    finish: () => values.finish(),
  };
}

/** A record, whose text is seldom asked for. */
class JsonRecord implements StreamItem {
  readonly value: unknown;
  readonly #text: string;

  constructor(text: string) {
    this.value = parsedJson(text);
    this.#text = text;
  }

  get data(): string {
    return this.#text.trim();
  }
}

/** The record that a line is, or none where it is blank. */
function recordOf(text: string, start: number, end: number): StreamItem | undefined {
  const line = text.slice(start, end);
  // The first sign of most says that they are not blank.
  return text.charCodeAt(start) > SPACE || /[^ \t\r\n]/.test(line) ? new JsonRecord(line) : undefined;
}

function recordsOf(text: string): StreamItem[] {
  const record = recordOf(text, 0, text.length);
  return record ? [record] : [];
}

export { recordFormat };
