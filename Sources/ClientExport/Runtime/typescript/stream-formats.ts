/** A record, or an event: its text and what the program is given of it. */
interface StreamItem {
  readonly data: string;
  readonly value: unknown;
  /** The name of an event. */
  readonly type?: string;
}

/** Items from bytes that are cut anywhere; no bytes: the end of the body. */
type StreamDecoder = (piece?: Uint8Array) => Iterable<StreamItem>;

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
