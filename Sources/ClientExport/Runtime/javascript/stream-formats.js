/**
 * A record, or an event: its text and what the program is given of it.
 * @typedef {{
 *   readonly data: string;
 *   readonly value: unknown;
 *   readonly type?: string;
 * }} StreamItem
 */

/**
 * Items from bytes that are cut anywhere.
 * @typedef {{
 *   take(piece?: Uint8Array): void;
 *   next(): StreamItem | undefined;
 * }} StreamDecoder
 */

/**
 * @typedef {{
 *   readonly accept: string;
 *   decoder(mediaType: string, isFile: boolean, limit: number): StreamDecoder | undefined;
 * }} StreamFormat
 */

