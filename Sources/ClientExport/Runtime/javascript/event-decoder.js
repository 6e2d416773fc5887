import { parsedJson } from "./json.js";
import { byteLength, lineDecoder } from "./line-decoder.js";
import { recordTooLarge } from "./record-sizes.js";

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data, in bytes. */
const LINE_OVERHEAD = "data: ".length;
/** Of a character that is a unit of a JavaScript string, in bytes. */
const MOST_BYTES = 3;

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
      return mediaType === EVENT_STREAM ? lineDecoder(new EventLines(position, limit)) : undefined;
    },
  };
}

/**
 * Events from lines. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream".
 * @implements {LineRules}
 */
class EventLines {
  /** @type {number} */
  limit;
  isStrict = false;
  endsAtReturn = true;
  readsRest = false;
  /** @type {StreamPosition} */
  #position;
  /** @type {number} */
  #dataLimit;
  #type = "";
  /** @type {string | undefined} */
  #data;
  /** At most, in bytes. */
  #dataBound = 0;
  /**
   * Counted where the bound is too large.
   * @type {number | undefined}
   */
  #dataSize;
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
   * @param {string} line
   * @returns {StreamItem | undefined}
   */
  read(line) {
    if (line === "") return this.#event();
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const start = line[colon + 1] === " " ? colon + 2 : colon + 1;
    this.#field(name, colon < 0 ? "" : line.slice(start));
    return undefined;
  }

  /**
   * @param {string} name
   * @param {string} value
   * @returns {void}
   */
  #field(name, value) {
    if (name === "data") this.#addData(value);
    else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.#position.retry = Number(value);
  }

  /**
   * @param {string} value
   * @returns {void}
   */
  #addData(value) {
    this.#data = this.#data === undefined ? value : this.#data + "\n" + value;
    this.#dataBound += value.length * MOST_BYTES + 1;
    if (this.#dataBound <= this.#dataLimit) return;
    if (this.#dataSize === undefined) this.#dataSize = byteLength(this.#data);
    else this.#dataSize += byteLength(value) + 1;
    if (this.#dataSize > this.#dataLimit) throw recordTooLarge();
  }

  /**
   * The event that a blank line ends; one without data is none.
   * @returns {StreamItem | undefined}
   */
  #event() {
    const data = this.#data;
    const type = this.#type || "message";
    const lastEventId = this.#id;
    this.#position.lastEventId = lastEventId;
    this.#type = "";
    this.#data = undefined;
    this.#dataBound = 0;
    this.#dataSize = undefined;
    if (data === undefined) return undefined;
    /** @type {StreamEvent} */
    const event = { type, data, lastEventId, json: () => parsedJson(data) };
    return { type, data, value: event };
  }
}

export { EVENT_STREAM, eventFormat };
