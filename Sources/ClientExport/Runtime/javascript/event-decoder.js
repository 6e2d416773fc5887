import { parsedJson } from "./json.js";
import { recordDecoder, recordTooLarge } from "./record-decoder.js";

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data: `data: ` and its end, in bytes. */
const LINE_OVERHEAD = 8;
const CARRIAGE_RETURN = 13;

/**
 * Where a stream of events is, over all of its connections.
 * @typedef {{
 *   lastEventId: string;
 *   retry: number | undefined;
 * }} StreamPosition
 */

/**
 * @param {StreamPosition} position
 * @returns {StreamFormat}
 */
function eventFormat(position) {
  return {
    accept: EVENT_STREAM,
    decoder(mediaType, _isFile, limit) {
      return mediaType === EVENT_STREAM ? recordDecoder(new EventLines(position, limit)) : undefined;
    },
  };
}

/**
 * Events from lines. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream".
 * @implements {RecordRules}
 */
class EventLines {
  /** @type {number} */
  limit;
  isStrict = false;
  /** The highest sign that ends a line. */
  highestSign = CARRIAGE_RETURN;
  /** @type {StreamPosition} */
  #position;
  /** @type {number} */
  #dataLimit;
  #previousEnd = "";
  #type = "";
  #data = "";
  #dataSize = 0;
  /** @type {string} */
  #id;

  /**
   * @param {StreamPosition} position
   * @param {number} limit
   */
  constructor(position, limit) {
    this.#position = position;
    this.#id = position.lastEventId;
    this.#dataLimit = limit;
    this.limit = limit + LINE_OVERHEAD;
  }

  /**
   * @param {string} sign
   * @returns {Verdict}
   */
  judge(sign) {
    return sign === "\n" || sign === "\r" ? "last" : "within";
  }

  /**
   * @param {string} line
   * @param {number} size
   * @returns {Generator<StreamItem, void, undefined>}
   */
  *read(line, size) {
    const text = line.slice(0, -1);
    const end = line.slice(-1);
    const isSecondHalf = this.#previousEnd === "\r" && line === "\n";
    this.#previousEnd = end;
    // Of CR and LF the second half is no line, and neither is one without its end.
    if (isSecondHalf || this.judge(end) !== "last") return;
    if (text === "") yield* this.#event();
    else this.#field(text, size);
  }

  /**
   * @param {string} line
   * @param {number} size
   * @returns {void}
   */
  #field(line, size) {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#addData(value, size - (line.length - value.length));
    else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.#position.retry = Number(value);
  }

  /**
   * @param {string} value
   * @param {number} size That of the value and its line's end, in bytes
   * @returns {void}
   */
  #addData(value, size) {
    this.#dataSize += size;
    // The last line's end is no data.
    if (this.#dataSize > this.#dataLimit + 1) throw recordTooLarge();
    this.#data += value + "\n";
  }

  /**
   * The event that a blank line ends; one without data is none.
   * @returns {Generator<StreamItem, void, undefined>}
   */
  *#event() {
    const data = this.#data.slice(0, -1);
    const hasData = this.#data !== "";
    const type = this.#type || "message";
    const lastEventId = this.#id;
    this.#position.lastEventId = lastEventId;
    this.#type = "";
    this.#data = "";
    this.#dataSize = 0;
    if (!hasData) return;
    /** @type {StreamEvent} */
    const event = { type, data, lastEventId, json: () => parsedJson(data) };
    yield { type, data, value: event };
  }
}

export { EVENT_STREAM, eventFormat };
