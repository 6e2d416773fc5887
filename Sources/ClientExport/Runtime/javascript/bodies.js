
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

/**
 * The whole body, or what there is of it when `each` gives true; that is told how many bytes have come.
 * @param {CallSession} session
 * @param {OpenResponse} response
 * @param {(done: number) => unknown} each
 * @param {number} [limit]
 * @returns {Promise<Blob>}
 */
async function wholeBody(
  session,
  response,
  each,
  limit,
) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let done = 0;
  for await (const piece of bodyPieces(session, response, limit)) {
    if (!piece) break;
    parts.push(piece);
    done += piece.length;
    if (await each(done)) break;
  }
  // What a Blob is made of has another name in each version of the types.
  return new Blob(/** @type {never[]} */ (parts), { type: response.mediaType });
}

export { bodyPieces, wholeBody };
