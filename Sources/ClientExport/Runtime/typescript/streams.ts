import { openAnswer } from "./answers.js";
import type { OpenResponse } from "./answers.js";
import { bodyPieces } from "./bodies.js";
import type { ApiCall, WireValues } from "./calls.js";
import { codingCheck, wantedCoding } from "./codings.js";
import { otherMediaType } from "./media-types.js";
import { CallSession } from "./session.js";
import type { Callback } from "./session.js";
import type { StreamDecoder, StreamFormat, StreamItem } from "./stream-formats.js";
import type { StreamCallbacks, StreamHandle, StreamOptions } from "./stream-types.js";

/** Where the caller does not say how large a record may be, in bytes. */
const DEFAULT_RECORD_LIMIT = 16 * 1024 * 1024;

interface RunCallbacks extends StreamCallbacks {
  readonly onChunk?: Callback;
}

/** One stream at work: its answer is opened, and its records go to who asks: callbacks, an `await`, a loop. */
class StreamRun {
  protected readonly session: CallSession;
  protected readonly callbacks: RunCallbacks;
  protected readonly options: StreamOptions;
  readonly #formats: readonly StreamFormat[];
  /** A loop takes the records. */
  #isLooped = false;
  /** Their first one was asked for without a loop. */
  #isDriven = false;
  #ask: () => void = () => {};
  /** Resolves when somebody asks for the records; until then none is read. */
  readonly #asked = new Promise<void>((resolve) => {
    this.#ask = () => resolve(undefined);
  });
  readonly #records = this.#run();
  readonly #driven: Promise<void>;

  constructor(call: ApiCall, callbacks: RunCallbacks, options: StreamOptions, formats: readonly StreamFormat[]) {
    this.session = new CallSession(call, options);
    this.callbacks = callbacks;
    this.options = options;
    this.#formats = formats;
    if (Object.values(callbacks).some(Boolean)) this.#ask();
    this.#driven = this.#drive();
  }

  /** Somebody wants the records. */
  ask(): void {
    this.#ask();
  }

  /** Its end, for who waits for it: an error that no callback tells and no loop throws. */
  async finished(): Promise<void> {
    this.#ask();
    await this.#driven;
    if (this.session.isCancelled && !this.#isLooped) throw this.options.signal?.reason;
  }

  /** What the caller gets of it. */
  handle<T>(): StreamHandle<T> {
    const { close, signal } = this.session;
    const { asyncDispose } = Symbol as { readonly asyncDispose?: symbol };
    const whenDone = () => {
      this.#ask();
      return this.session.done;
    };
    const handle = {
      signal,
      close,
      get done() {
        return whenDone();
      },
      [Symbol.asyncIterator]: () => {
        this.#isLooped = true;
        this.#ask();
        return this.#records;
      },
      // Older engines have no such symbol; there nobody can ask for it.
      [asyncDispose ?? Symbol()]: async () => close(),
    };
    return handle as unknown as StreamHandle<T>;
  }

  /** Goes through the records unless a loop does, which begins right after the call. */
  async #drive(): Promise<void> {
    await null;
    this.#isDriven = !this.#isLooped;
    if (this.#isDriven) await this.#records.next();
    await this.session.done;
  }

  // What streams of events do in their own way.

  protected get accept(): string {
    return this.#formats.map((format) => format.accept).join();
  }

  protected requestHeaders(): WireValues {
    return { Accept: this.accept, "Accept-Encoding": wantedCoding() };
  }

  /** True for an answer that says that nothing more will come. */
  protected isFarewell(_response: OpenResponse): boolean {
    return false;
  }

  protected opened(response: OpenResponse): Promise<void> | undefined {
    return this.session.tell(this.callbacks.onOpen, response);
  }

  protected deliver(item: StreamItem): Promise<void> | undefined {
    return this.session.tell(this.callbacks.onChunk, item.value);
  }

  protected isLast(item: StreamItem): boolean {
    const { endData } = this.options;
    return endData !== undefined && item.data === endData;
  }

  /** The body has ended as it should. */
  protected bodyEnded(): void {}

  /** Waits for another attempt; false where there is none. */
  protected async recovers(_error: unknown): Promise<boolean> {
    return false;
  }

  /** Nothing more will come; the last callbacks follow. */
  protected ended(): void {}

  protected failed(error: unknown): Promise<void> | undefined {
    return this.session.tell(this.callbacks.onError, error);
  }

  /** True where an error that ends the stream is told by a callback, and need not be thrown. */
  protected get tellsErrors(): boolean {
    return !!this.callbacks.onError;
  }

  // From the first attempt to the last callback.

  async *#run(): AsyncGenerator<unknown, void, undefined> {
    let failure: unknown;
    try {
      failure = yield* this.#attempts();
      this.ended();
      if (failure) {
        await this.#whenAsked();
        await this.failed(failure);
      } else await this.session.tell(this.callbacks.onComplete);
      await this.session.tell(this.callbacks.onClose);
    } finally {
      // A loop that is left ends here, too.
      this.session.close();
    }
    // A loop that began late waits behind the request that drove the stream, which takes this.
    if (this.#isLooped && this.#isDriven) yield;
    if (this.session.isCancelled && this.#isLooped) throw this.options.signal?.reason;
    if (failure && (this.#isLooped || !this.tellsErrors)) throw failure;
  }

  /** Or closed. */
  async #whenAsked(): Promise<void> {
    await Promise.race([this.#asked, this.session.done]);
  }

  /** The records of all connections; returns the error that ended the last one. */
  async *#attempts(): AsyncGenerator<unknown, unknown, undefined> {
    for (;;) {
      try {
        yield* this.#attempt();
        return undefined;
      } catch (error) {
        // What was closed has not failed.
        if (this.session.hasEnded) return undefined;
        if (await this.recovers(error)) continue;
        return error;
      }
    }
  }

  /** The records of one connection. */
  async *#attempt(): AsyncGenerator<unknown, void, undefined> {
    const response = await openAnswer(this.session, this.requestHeaders());
    if (this.isFarewell(response)) return;
    const decoder = this.#decoder(response);
    const checkCoding = codingCheck(response.headers, response.mediaType);
    await this.opened(response);
    await this.#whenAsked();
    for await (const piece of bodyPieces(this.session, response)) {
      if (piece) checkCoding(piece);
      decoder.take(piece);
      for (let item = decoder.next(); item; item = decoder.next()) {
        // Mostly nothing is to be waited for, and waiting for nothing takes longer than all the rest.
        const told = this.deliver(item);
        if (told) await told;
        if (this.#isLooped && !this.session.hasEnded) {
          // The request that drove the stream until the loop began takes one, too.
          if (this.#isDriven) yield;
          this.#isDriven = false;
          yield item.value;
        }
        if (this.isLast(item)) return;
      }
    }
    this.bodyEnded();
  }

  #decoder({ headers, mediaType }: OpenResponse): StreamDecoder {
    const isFile = /^attachment/i.test(headers.get("Content-Disposition") ?? "");
    const limit = this.options.recordLimit ?? DEFAULT_RECORD_LIMIT;
    for (const format of this.#formats) {
      const decoder = format.decoder(mediaType, isFile, limit);
      if (decoder) return decoder;
    }
    throw otherMediaType(mediaType, this.accept);
  }
}

export type { RunCallbacks };
export { StreamRun };
