import { parsedJson } from "./json.js";
import { JsonSequence } from "./json-sequence.js";
import { JsonValues } from "./json-values.js";
import { lineDecoder } from "./line-decoder.js";
import { recordDecoder } from "./record-decoder.js";

/** @type {readonly string[]} */
const LINE_TYPES = [
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

/** CR and LF are no part of a line's record. */
const LINE_END_SIZE = 2;
const ANY_BYTE = 255;

/**
 * JSON records: lines, a sequence, or values one after the other.
 * @type {StreamFormat}
 */
const recordFormat = {
  accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
  decoder(mediaType, isFile, limit) {
    const shared = { limit: limit + LINE_END_SIZE, isStrict: true };
    if (LINE_TYPES.includes(mediaType)) return lineDecoder(lineRules(limit));
    if (mediaType === SEQUENCE_TYPE) return recordDecoder({ ...shared, ...sequenceRules() });
    if (VALUE_TYPE.test(mediaType) && !isFile) return recordDecoder({ ...shared, ...valueRules() });
    return undefined;
  },
};

/**
 * @typedef {Pick<RecordRules, "highestSign" | "judge" | "read" | "finish">} FormatRules
 */

/**
 * @param {number} limit
 * @returns {LineRules}
 */
function lineRules(limit) {
  // A CR before the end is no part of a record, but of its line.
  return { limit: limit + 1, isStrict: true, endsAtReturn: false, readsRest: true, read: recordOf };
}

/** @returns {FormatRules} */
function sequenceRules() {
  const sequence = new JsonSequence();
  return {
    highestSign: ANY_BYTE,
    judge: (sign, isFirst) => sequence.judge(sign, isFirst),
    read: (record) => recordsOf(sequence.textOf(record)),
  };
}

/** @returns {FormatRules} */
function valueRules() {
  const values = new JsonValues();
  return {
    highestSign: ANY_BYTE,
    judge: (sign) => values.judge(sign),
    read: recordsOf,
    finish: () => values.finish(),
  };
}

/**
 * The record that a text is, or none where it is blank.
 * @param {string} text
 * @returns {StreamItem | undefined}
 */
function recordOf(text) {
  return /[^ \t\r\n]/.test(text) ? { data: text.trim(), value: parsedJson(text) } : undefined;
}

/**
 * @param {string} text
 * @returns {StreamItem[]}
 */
function recordsOf(text) {
  return /** @type {StreamItem[]} */ ([recordOf(text)].filter((item) => item !== undefined));
}

export { recordFormat };
