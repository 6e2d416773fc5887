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

export { bodyPieces };
