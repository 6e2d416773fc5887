import { ContentTypeError } from "./errors.js";

const COMPRESSIONS = /gzip|deflate|br|zstd|compress/i;
/** Compressed bytes are no text from the first few on. */
const CHECKED_LENGTH = 64;

/** Refuses a text that fetch has left compressed, which would read as a stream of nothing. */
function codingCheck(headers: Headers, mediaType: string): (piece: Uint8Array) => void {
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

/** Not to Deno, which then leaves compressed what is compressed all the same. */
function wantedCoding(): string | undefined {
  return "Deno" in globalThis ? undefined : "identity";
}

export { codingCheck, wantedCoding };
