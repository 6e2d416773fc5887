import { ContentTypeError } from "./errors.js";

const COMPRESSIONS = /gzip|deflate|br|zstd|compress/i;
/** Compressed bytes are no text from the first few on. */
const CHECKED_LENGTH = 64;

/**
 * Refuses a text that fetch has left compressed, which would read as a stream of nothing.
 * @param {Headers} headers
 * @param {string} mediaType
 * @returns {(piece: Uint8Array) => void}
 */
function codingCheck(headers, mediaType) {
  const coding = headers.get("Content-Encoding") ?? "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let left = COMPRESSIONS.test(coding) ? CHECKED_LENGTH : 0;
  return (piece) => {
    if (left <= 0) return;
    left -= piece.length;
    try {
      decoder.decode(piece, { stream: true });
    } catch {
      throw new ContentTypeError("mediaType", `fetch has left the answer compressed (${coding})`, { mediaType });
    }
  };
}

/**
 * Not to Deno, which then leaves compressed what is compressed all the same.
 * @returns {string | undefined}
 */
function wantedCoding() {
  return "Deno" in globalThis ? undefined : "identity";
}

export { codingCheck, wantedCoding };
