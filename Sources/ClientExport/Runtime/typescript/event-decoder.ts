import type { StreamEvent } from "./event-types.js";
import { parsedJson } from "./json.js";
import { LineCutter, MOST_BYTES, byteLength } from "./line-decoder.js";
import type { LineRules } from "./line-decoder.js";
import { recordTooLarge } from "./record-sizes.js";
import type { StreamFormat, StreamItem } from "./stream-formats.js";

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data, in bytes. */
const LINE_OVERHEAD = "data: ".length;

// The names of fields in codes: to compare them one by one takes half the time of `startsWith`.
const DATA: FieldName = [0x64, 0x61, 0x74, 0x61];
const EVENT: FieldName = [0x65, 0x76, 0x65, 0x6e, 0x74];
const ID: FieldName = [0x69, 0x64];
const RETRY: FieldName = [0x72, 0x65, 0x74, 0x72, 0x79];

type FieldName = readonly number[];

/** Where a stream of events is, over all of its connections. */
interface StreamPosition {
  lastEventId: string;
  /** The server's `retry`, in milliseconds. */
  retry: number | undefined;
}

function eventFormat(position: StreamPosition): StreamFormat {
  return {
    accept: EVENT_STREAM,
    decoder(mediaType, _isFile, limit) {
      return mediaType === EVENT_STREAM ? new LineCutter(new EventLines(position, limit)) : undefined;
    },
  };
}

/** An event, and itself what the program is given. */
class ReceivedEvent implements StreamEvent, StreamItem {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;

  constructor(type: string, data: string, lastEventId: string) {
    this.type = type;
    this.data = data;
    this.lastEventId = lastEventId;
  }

  get value(): this {
    return this;
  }

  json(): unknown {
    return parsedJson(this.data);
  }
}

/** Events from lines. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
class EventLines implements LineRules {
  readonly limit: number;
  readonly isStrict = false;
  readonly endsAtReturn = true;
  readonly readsRest = false;
  readonly #position: StreamPosition;
  readonly #dataLimit: number;
  #type = "";
  #data: string | undefined;
  /** At most, in bytes. */
  #dataBound = 0;
  #id: string;

  constructor(position: StreamPosition, limit: number) {
    this.#position = position;
    this.#id = position.lastEventId;
    this.#dataLimit = limit;
    this.limit = limit + LINE_OVERHEAD;
  }

  read(text: string, start: number, end: number): StreamItem | undefined {
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

  #field(name: FieldName, value: string): void {
    if (name === DATA) this.#addData(value);
    else if (name === EVENT) this.#type = value;
    else if (name === ID && !value.includes("\0")) this.#id = value;
    else if (name === RETRY && /^\d+$/.test(value)) this.#position.retry = Number(value);
  }

  #addData(value: string): void {
    this.#data = this.#data === undefined ? value : this.#data + "\n" + value;
    this.#dataBound += value.length * MOST_BYTES + 1;
    if (this.#dataBound <= this.#dataLimit) return;
    // Counted seldom: from one time to the next the data takes up a third of the room that was left, or more.
    this.#dataBound = byteLength(this.#data);
    if (this.#dataBound > this.#dataLimit) throw recordTooLarge();
  }

  /** The event that a blank line ends; one without data is none. */
  #event(): StreamItem | undefined {
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

/** The one name that may begin with this code. */
function nameFrom(code: number): FieldName {
  if (code === 0x64) return DATA;
  if (code === 0x65) return EVENT;
  return code === 0x69 ? ID : RETRY;
}

export type { StreamPosition };
export { EVENT_STREAM, eventFormat };
