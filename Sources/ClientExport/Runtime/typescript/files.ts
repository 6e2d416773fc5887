import { openAnswer } from "./answers.js";
import type { StreamResponse } from "./answers.js";
import { wholeBody } from "./bodies.js";
import type { ApiCall } from "./calls.js";
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

/** The answer to a call as one file. */
async function fetchFile(
  call: ApiCall,
  callbacks: FileCallbacks = {},
  options: RequestOptions = {},
): Promise<Blob> {
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

/** How many bytes will come, where the server says so. */
function lengthOf(headers: Headers): number | undefined {
  // That of an encoded body is not the length of what arrives.
  if (headers.get("Content-Encoding")) return undefined;
  return Number(headers.get("Content-Length")) || undefined;
}

export { fetchFile };
