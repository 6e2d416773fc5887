/**
 * A record, or an event: its text and what the program is given of it.
 * @typedef {{
 *   readonly data: string;
 *   readonly value: unknown;
 *   readonly type?: string;
 * }} StreamItem
 */

/**
 * Items from bytes that are cut anywhere; no bytes: the end of the body.
 * @typedef {(piece?: Uint8Array) => Iterable<StreamItem>} StreamDecoder
 */

/**
 * @typedef {{
 *   readonly accept: string;
 *   decoder(mediaType: string, isFile: boolean, limit: number): StreamDecoder | undefined;
 * }} StreamFormat
 */

