/** A record, or an event: its text and what the program is given of it. */
interface StreamItem {
  readonly data: string;
  readonly value: unknown;
  /** The name of an event. */
  readonly type?: string;
}

/** Items from bytes that are cut anywhere. */
interface StreamDecoder {
  /** Takes what arrived, or the end of the body, once the items of what came before are asked for. */
  take(piece?: Uint8Array): void;
  /** The next item; undefined until more is taken. Not an iterator: a result object for each item takes longer. */
  next(): StreamItem | undefined;
}

interface StreamFormat {
  /** What the request says of it. */
  readonly accept: string;
  /**
   * What reads an answer of this media type; undefined where it is of another format.
   * A file is named by its answer as one to keep; `limit` is the largest item, in bytes.
   */
  decoder(mediaType: string, isFile: boolean, limit: number): StreamDecoder | undefined;
}

export type { StreamDecoder, StreamFormat, StreamItem };
