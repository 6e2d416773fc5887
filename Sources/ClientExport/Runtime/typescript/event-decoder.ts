import type { StreamEvent } from "./event-types.js";
import { parsedJson } from "./json.js";
import { recordDecoder, recordTooLarge } from "./record-decoder.js";
import type { RecordRules, Verdict } from "./record-decoder.js";
import type { StreamFormat, StreamItem } from "./stream-formats.js";

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data: `data: ` and its end, in bytes. */
const LINE_OVERHEAD = 8;
const CARRIAGE_RETURN = 13;

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
      return mediaType === EVENT_STREAM ? recordDecoder(new EventLines(position, limit)) : undefined;
    },
  };
}

/** Events from lines. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
class EventLines implements RecordRules {
  readonly limit: number;
  readonly isStrict = false;
  /** The highest sign that ends a line. */
  readonly highestSign = CARRIAGE_RETURN;
  readonly #position: StreamPosition;
  readonly #dataLimit: number;
  #previousEnd = "";
  #type = "";
  #data = "";
  #dataSize = 0;
  #id: string;

  constructor(position: StreamPosition, limit: number) {
    this.#position = position;
    this.#id = position.lastEventId;
    this.#dataLimit = limit;
    this.limit = limit + LINE_OVERHEAD;
  }

  judge(sign: string): Verdict {
    return sign === "\n" || sign === "\r" ? "last" : "within";
  }

  *read(line: string, size: number): Generator<StreamItem, void, undefined> {
    const text = line.slice(0, -1);
    const end = line.slice(-1);
    const isSecondHalf = this.#previousEnd === "\r" && line === "\n";
    this.#previousEnd = end;
    // Of CR and LF the second half is no line, and neither is one without its end.
    if (isSecondHalf || this.judge(end) !== "last") return;
    if (text === "") yield* this.#event();
    else this.#field(text, size);
  }

  #field(line: string, size: number): void {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#addData(value, size - (line.length - value.length));
    else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.#position.retry = Number(value);
  }

  /** @param size That of the value and its line's end, in bytes */
  #addData(value: string, size: number): void {
    this.#dataSize += size;
    // The last line's end is no data.
    if (this.#dataSize > this.#dataLimit + 1) throw recordTooLarge();
    this.#data += value + "\n";
  }

  /** The event that a blank line ends; one without data is none. */
  *#event(): Generator<StreamItem, void, undefined> {
    const data = this.#data.slice(0, -1);
    const hasData = this.#data !== "";
    const type = this.#type || "message";
    const lastEventId = this.#id;
    this.#position.lastEventId = lastEventId;
    this.#type = "";
    this.#data = "";
    this.#dataSize = 0;
    if (!hasData) return;
    const event: StreamEvent = { type, data, lastEventId, json: () => parsedJson(data) };
    yield { type, data, value: event };
  }
}

export type { StreamPosition };
export { EVENT_STREAM, eventFormat };
