import { openAnswer } from "./answers.js";
import type { StreamResponse } from "./answers.js";
import { bodyPieces } from "./bodies.js";
import type { ApiCall } from "./calls.js";
import { fileName } from "./file-names.js";
import { FilePieces } from "./file-pieces.js";
import type { PieceSink } from "./file-pieces.js";
import { otherMediaType } from "./media-types.js";
import type { RequestOptions } from "./options.js";
import { CallSession } from "./session.js";

export interface FileCallbacks {
  /** Once, when the answer begins. */
  onOpen?: ((response: StreamResponse) => unknown) | undefined;
  /** As bytes arrive; `total` where the server says so. */
  onProgress?: ((done: number, total: number | undefined) => unknown) | undefined;
  /** Once, last of all, unless you aborted. */
  onClose?: (() => unknown) | undefined;
}

export interface FileOptions extends RequestOptions {
  /** Takes the pieces as they come, a `WritableStream` for one; nothing is kept of them, and the Blob is empty. */
  to?: PieceSink | undefined;
}

/** A file with its media type, and its name where the server or its URL says one. */
export type NamedBlob = Blob & { readonly name: string };

/** Answers that have no body by right. */
const BODILESS: readonly number[] = [204, 205];

/** The answer to a call as one file; an ordinary one may also have no content. */
async function fetchFile(
  call: ApiCall,
  callbacks: FileCallbacks = {},
  options: FileOptions = {},
  isOrdinary = false,
): Promise<NamedBlob> {
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

/** How many bytes will come, where the server says so. */
function lengthOf(headers: Headers): number | undefined {
  // That of an encoded body is not the length of what arrives.
  if (headers.get("Content-Encoding")) return undefined;
  return Number(headers.get("Content-Length")) || undefined;
}

export { BODILESS, fetchFile };
