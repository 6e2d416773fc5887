/**
 * Where pieces go, as they go to a `WritableStream`.
 * @typedef {{
 *   getWriter(): {
 *     write(piece: Uint8Array): Promise<void>;
 *     close(): Promise<void>;
 *     abort(reason?: unknown): Promise<void>;
 *   };
 * }} PieceSink
 */

/** A file as it arrives: its pieces are kept, or go to a sink. */
class FilePieces {
  /** @type {Uint8Array[]} */
  #kept = [];
  /** @type {ReturnType<PieceSink["getWriter"]> | undefined} */
  #writer;
  #size = 0;

  /** @param {PieceSink | undefined} sink */
  constructor(sink) {
    this.#writer = sink?.getWriter();
  }

  /**
   * Takes the next piece, once the sink wants it; gives how many bytes there are by now.
   * @param {Uint8Array} piece
   * @returns {Promise<number>}
   */
  async add(piece) {
    if (this.#writer) await this.#writer.write(piece);
    else this.#kept.push(piece);
    return (this.#size += piece.length);
  }

  /**
   * All that was kept, when nothing more comes.
   * @param {string} type
   * @returns {Promise<Blob>}
   */
  async whole(type) {
    await this.#writer?.close();
    // What a Blob is made of has another name in each version of the types.
    return new Blob(/** @type {never[]} */ (this.#kept), { type });
  }

  /**
   * The file will not be whole.
   * @param {unknown} reason
   * @returns {void}
   */
  abort(reason) {
    // Of a sink that broke itself it is rejected, which is known already.
    this.#writer?.abort(reason).catch(() => {});
  }
}

export { FilePieces };
