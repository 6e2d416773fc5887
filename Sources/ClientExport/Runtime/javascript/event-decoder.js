import { parsedJson } from "./json.js";
import { LineCutter, MOST_BYTES, byteLength } from "./line-decoder.js";
import { recordTooLarge } from "./record-sizes.js";

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data, in bytes. */
const LINE_OVERHEAD = "data: ".length;

/**
 * By the codes of their first signs; all others mean nothing.
 * @type {Readonly<Record<number, string>>}
 */
const FIELDS = { 0x64: "data", 0x65: "event", 0x69: "id", 0x72: "retry" };

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
      return mediaType === EVENT_STREAM ? new LineCutter(new EventLines(position, limit)) : undefined;
    },
  };
}

/**
 * An event, and itself what the program is given.
 * @implements {StreamEvent}
 * @implements {StreamItem}
 */
class ReceivedEvent {
  /** @type {string} */
  type;
  /** @type {string} */
  data;
  /** @type {string} */
  lastEventId;

  /**
   * @param {string} type
   * @param {string} data
   * @param {string} lastEventId
   */
  constructor(type, data, lastEventId) {
    this.type = type;
    this.data = data;
    this.lastEventId = lastEventId;
  }

  /** @returns {this} */
  get value() {
    return this;
  }

  /** @returns {unknown} */
  json() {
    return parsedJson(this.data);
  }
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
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @returns {StreamItem | undefined}
   */
  read(text, start, end) {
    if (start === end) return this.#event();
    const name = FIELDS[text.charCodeAt(start)];
    if (!name || !text.startsWith(name, start)) return undefined;
    const at = start + name.length;
    // Without a colon the value is empty, too.
    if (at === end || text[at] === ":") this.#field(name, text.slice(at + (text[at + 1] === " " ? 2 : 1), end));
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
    return data === undefined ? undefined : new ReceivedEvent(type, data, lastEventId);
  }
}

export { EVENT_STREAM, eventFormat };
