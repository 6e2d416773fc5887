import type { OpenResponse } from "./answers.js";
import type { CallSession } from "./session.js";

/** The bytes that a body gives, as this version of TypeScript calls them. */
type BodyBytes = NonNullable<Response["body"]> extends ReadableStream<infer B> ? B : never;

/** The body in the pieces in which it arrives; undefined is its end. */
async function* bodyPieces(
  session: CallSession,
  response: Response,
  limit?: number,
): AsyncGenerator<BodyBytes | undefined, void, undefined> {
  const reader = (response.body ?? new Blob().stream()).getReader();
  try {
    for (;;) {
      const next = await session.awaited("connectionLost", "lost the connection", reader.read(), limit);
      yield next.value;
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
  const parts: BodyBytes[] = [];
  let done = 0;
  for await (const piece of bodyPieces(session, response, limit)) {
    if (!piece) break;
    parts.push(piece);
    done += piece.length;
    if (await each(done)) break;
  }
  return new Blob(parts, { type: response.mediaType });
}

export { bodyPieces, wholeBody };
