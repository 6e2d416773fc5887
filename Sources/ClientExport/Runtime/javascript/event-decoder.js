import { parsedJson } from "./json.js";
import { LineCutter, MOST_BYTES, byteLength } from "./line-decoder.js";
import { recordTooLarge } from "./record-sizes.js";

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data, in bytes. */
const LINE_OVERHEAD = "data: ".length;

// The names of fields in codes: to compare them one by one takes half the time of `startsWith`.
/** @type {FieldName} */
const DATA = [0x64, 0x61, 0x74, 0x61];
/** @type {FieldName} */
const EVENT = [0x65, 0x76, 0x65, 0x6e, 0x74];
/** @type {FieldName} */
const ID = [0x69, 0x64];
/** @type {FieldName} */
const RETRY = [0x72, 0x65, 0x74, 0x72, 0x79];

/**
 * @typedef {readonly number[]} FieldName
 */

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
    const name = nameFrom(text.charCodeAt(start));
    let at = start;
    for (let place = 0; place < name.length; place += 1, at += 1) {
      if (text.charCodeAt(at) !== name[place]) return undefined;
    }
    // Without a colon the value is empty, too.
    if (at === end || text[at] === ":") this.#field(name, text.slice(at + (text[at + 1] === " " ? 2 : 1), end));
    return undefined;
  }

  /**
   * @param {FieldName} name
   * @param {string} value
   * @returns {void}
   */
  #field(name, value) {
    if (name === DATA) this.#addData(value);
    else if (name === EVENT) this.#type = value;
    else if (name === ID && !value.includes("\0")) this.#id = value;
    else if (name === RETRY && /^\d+$/.test(value)) this.#position.retry = Number(value);
  }

  /**
   * @param {string} value
   * @returns {void}
   */
  #addData(value) {
    this.#data = this.#data === undefined ? value : this.#data + "\n" + value;
    this.#dataBound += value.length * MOST_BYTES + 1;
    if (this.#dataBound <= this.#dataLimit) return;
    // Counted seldom: from one time to the next the data takes up a third of the room that was left, or more.
    this.#dataBound = byteLength(this.#data);
    if (this.#dataBound > this.#dataLimit) throw recordTooLarge();
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
    return data === undefined ? undefined : new ReceivedEvent(type, data, lastEventId);
  }
}

/**
 * The one name that may begin with this code.
 * @param {number} code
 * @returns {FieldName}
 */
function nameFrom(code) {
  if (code === 0x64) return DATA;
  if (code === 0x65) return EVENT;
  return code === 0x69 ? ID : RETRY;
}

export { EVENT_STREAM, eventFormat };
