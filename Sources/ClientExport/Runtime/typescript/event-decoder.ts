import type { StreamEvent } from "./event-types.js";
import { parsedJson } from "./json.js";
import { byteLength, lineDecoder } from "./line-decoder.js";
import type { LineRules } from "./line-decoder.js";
import { recordTooLarge } from "./record-sizes.js";
import type { StreamFormat, StreamItem } from "./stream-formats.js";

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data, in bytes. */
const LINE_OVERHEAD = "data: ".length;
/** Of a character that is a unit of a JavaScript string, in bytes. */
const MOST_BYTES = 3;

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
      return mediaType === EVENT_STREAM ? lineDecoder(new EventLines(position, limit)) : undefined;
    },
  };
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

  read(line: string): StreamItem | undefined {
    if (line === "") return this.#event();
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const start = line[colon + 1] === " " ? colon + 2 : colon + 1;
    this.#field(name, colon < 0 ? "" : line.slice(start));
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
    if (data === undefined) return undefined;
    const event: StreamEvent = { type, data, lastEventId, json: () => parsedJson(data) };
    return { type, data, value: event };
  }
}

export type { StreamPosition };
export { EVENT_STREAM, eventFormat };
