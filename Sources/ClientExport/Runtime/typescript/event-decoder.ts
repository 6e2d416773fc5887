import type { StreamEvent } from "./event-types.js";
import { parsedJson } from "./json.js";
import { LineCutter, MOST_BYTES, byteLength } from "./line-decoder.js";
import type { LineRules } from "./line-decoder.js";
import { recordTooLarge } from "./record-sizes.js";
import type { StreamFormat, StreamItem } from "./stream-formats.js";

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data, in bytes. */
const LINE_OVERHEAD = "data: ".length;

/** By the codes of their first signs; all others mean nothing. */
const FIELDS: Readonly<Record<number, string>> = { 0x64: "data", 0x65: "event", 0x69: "id", 0x72: "retry" };

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
  /** Counted where the bound is too large. */
  #dataSize: number | undefined;
  #id: string;

  constructor(position: StreamPosition, limit: number) {
    this.#position = position;
    this.#id = position.lastEventId;
    this.#dataLimit = limit;
    this.limit = limit + LINE_OVERHEAD;
  }

  read(text: string, start: number, end: number): StreamItem | undefined {
    if (start === end) return this.#event();
    const name = FIELDS[text.charCodeAt(start)];
    if (!name || !text.startsWith(name, start)) return undefined;
    const at = start + name.length;
    // Without a colon the value is empty, too.
    if (at === end || text[at] === ":") this.#field(name, text.slice(at + (text[at + 1] === " " ? 2 : 1), end));
    return undefined;
  }

  #field(name: string, value: string): void {
    if (name === "data") this.#addData(value);
    else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.#position.retry = Number(value);
  }

  #addData(value: string): void {
    this.#data = this.#data === undefined ? value : this.#data + "\n" + value;
    this.#dataBound += value.length * MOST_BYTES + 1;
    if (this.#dataBound <= this.#dataLimit) return;
    if (this.#dataSize === undefined) this.#dataSize = byteLength(this.#data);
    else this.#dataSize += byteLength(value) + 1;
    if (this.#dataSize > this.#dataLimit) throw recordTooLarge();
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
    this.#dataSize = undefined;
    return data === undefined ? undefined : new ReceivedEvent(type, data, lastEventId);
  }
}

export type { StreamPosition };
export { EVENT_STREAM, eventFormat };
