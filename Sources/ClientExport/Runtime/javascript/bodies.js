
/**
 * The body in the pieces in which it arrives; undefined is its end.
 * @param {CallSession} session
 * @param {Response} response
 * @param {number} [limit]
 * @returns {AsyncGenerator<Uint8Array | undefined, void, undefined>}
 */
async function* bodyPieces(
  session,
  response,
  limit,
) {
  const reader = response.body?.getReader();
  if (!reader) return yield undefined;
  try {
    for (;;) {
      const next = await session.awaited("connectionLost", "lost the connection", reader.read(), limit);
      yield /** @type {Uint8Array | undefined} */ (next.value);
      if (next.done) return;
    }
  } finally {
    // Of a body that broke it is rejected, which is known already.
    reader.cancel().catch(() => {});
  }
}

export { bodyPieces };
