import type { OpenResponse } from "./answers.js";
import type { CallSession } from "./session.js";

/** The body in the pieces in which it arrives; undefined is its end. */
async function* bodyPieces(
  session: CallSession,
  response: Response,
  limit?: number,
): AsyncGenerator<Uint8Array | undefined, void, undefined> {
  const reader = response.body?.getReader();
  if (!reader) return yield undefined;
  try {
    for (;;) {
      const next = await session.awaited("connectionLost", "lost the connection", reader.read(), limit);
      yield next.value as Uint8Array | undefined;
      if (next.done) return;
    }
  } finally {
    // Of a body that broke it is rejected, which is known already.
    reader.cancel().catch(() => {});
  }
}

/** The whole body, or what there is of it when `each` gives true; that is told how many bytes have come. */
async function wholeBody(
  session: CallSession,
  response: OpenResponse,
  each: (done: number) => unknown,
  limit?: number,
): Promise<Blob> {
  const parts: Uint8Array[] = [];
  let done = 0;
  for await (const piece of bodyPieces(session, response, limit)) {
    if (!piece) break;
    parts.push(piece);
    done += piece.length;
    if (await each(done)) break;
  }
  // What a Blob is made of has another name in each version of the types.
  return new Blob(parts as never[], { type: response.mediaType });
}

export { bodyPieces, wholeBody };
