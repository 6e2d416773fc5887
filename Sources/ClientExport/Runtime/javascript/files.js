import { openAnswer } from "./answers.js";
import { wholeBody } from "./bodies.js";
import { CallSession } from "./session.js";

/**
 * @typedef {{
 *   onOpen?: ((response: StreamResponse) => unknown) | undefined;
 *   onProgress?: ((done: number, total: number | undefined) => unknown) | undefined;
 *   onClose?: (() => unknown) | undefined;
 * }} FileCallbacks
 */

/**
 * The answer to a call as one file.
 * @param {ApiCall} call
 * @param {FileCallbacks} [callbacks]
 * @param {RequestOptions} [options]
 * @returns {Promise<Blob>}
 */
async function fetchFile(
  call,
  callbacks = {},
  options = {},
) {
  const session = new CallSession(call, options);
  try {
    const response = await openAnswer(session);
    const total = lengthOf(response.headers);
    await session.tell(callbacks.onOpen, response);
    return await wholeBody(session, response, (done) => session.tell(callbacks.onProgress, done, total));
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

export { fetchFile };
