/** Where pieces go, as they go to a `WritableStream`. */
export interface PieceSink {
  getWriter(): {
    write(piece: Uint8Array): Promise<void>;
    close(): Promise<void>;
    abort(reason?: unknown): Promise<void>;
  };
}

/** A file as it arrives: its pieces are kept, or go to a sink. */
class FilePieces {
  readonly #kept: Uint8Array[] = [];
  readonly #writer: ReturnType<PieceSink["getWriter"]> | undefined;
  #size = 0;

  constructor(sink: PieceSink | undefined) {
    this.#writer = sink?.getWriter();
  }

  /** Takes the next piece, once the sink wants it; gives how many bytes there are by now. */
  async add(piece: Uint8Array): Promise<number> {
    if (this.#writer) await this.#writer.write(piece);
    else this.#kept.push(piece);
    return (this.#size += piece.length);
  }

  /** All that was kept, when nothing more comes. */
  async whole(type: string): Promise<Blob> {
    await this.#writer?.close();
    // What a Blob is made of has another name in each version of the types.
    return new Blob(this.#kept as never[], { type });
  }

  /** The file will not be whole. */
  abort(reason: unknown): void {
    // Of a sink that broke itself it is rejected, which is known already.
    this.#writer?.abort(reason).catch(() => {});
  }
}

export { FilePieces };
