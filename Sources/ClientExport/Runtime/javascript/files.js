import { openAnswer } from "./answers.js";
import { bodyPieces } from "./bodies.js";
import { fileName } from "./file-names.js";
import { FilePieces } from "./file-pieces.js";
import { otherMediaType } from "./media-types.js";
import { CallSession } from "./session.js";

/**
 * @typedef {{
 *   onOpen?: ((response: StreamResponse) => unknown) | undefined;
 *   onProgress?: ((done: number, total: number | undefined) => unknown) | undefined;
 *   onClose?: (() => unknown) | undefined;
 * }} FileCallbacks
 */

/**
 * @typedef {RequestOptions & {
 *   to?: PieceSink | undefined;
 * }} FileOptions
 */

/**
 * A file with its media type, and its name where the server or its URL says one.
 * @typedef {Blob & {
 *   readonly name: string;
 * }} NamedBlob
 */

/**
 * Answers that have no body by right.
 * @type {readonly number[]}
 */
const BODILESS = [204, 205];

/**
 * The answer to a call as one file; an ordinary one may also have no content.
 * @param {ApiCall} call
 * @param {FileCallbacks} [callbacks]
 * @param {FileOptions} [options]
 * @returns {Promise<NamedBlob>}
 */
async function fetchFile(
  call,
  callbacks = {},
  options = {},
  isOrdinary = false,
) {
  const session = new CallSession(call, options);
  const pieces = new FilePieces(options.to);
  try {
    // What `auth` and `fetch` call is none of the client's that this may be a call of.
    await null;
    const response = await openAnswer(session);
    if (!isOrdinary && BODILESS.includes(response.status)) throw otherMediaType("", "a file");
    const total = lengthOf(response.headers);
    await session.tell(callbacks.onOpen, response);
    for await (const piece of bodyPieces(session, response)) {
      if (piece) await session.tell(callbacks.onProgress, await pieces.add(piece), total);
    }
    const file = await pieces.whole(response.mediaType);
    return Object.assign(file, { name: fileName(response) });
  } catch (error) {
    pieces.abort(error);
    throw error;
  } finally {
    await session.tell(callbacks.onClose);
    session.close();
  }
}

/**
 * How many bytes will come, where the server says so.
 * @param {Headers} headers
 * @returns {number | undefined}
 */
function lengthOf(headers) {
  // That of an encoded body is not the length of what arrives.
  if (headers.get("Content-Encoding")) return undefined;
  return Number(headers.get("Content-Length")) || undefined;
}

export { BODILESS, fetchFile };
