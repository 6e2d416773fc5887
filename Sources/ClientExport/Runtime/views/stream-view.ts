import type { CallError } from "../typescript/errors.js";
import type { StreamCallbacks } from "../typescript/stream-types.js";

export interface ViewOptions {
  /** How many of the last records are kept; 1000 by default. */
  keep?: number | undefined;
  /** False while no stream is wanted; true by default. */
  enabled?: boolean | undefined;
}

/** What a stream has brought so far. */
export interface StreamView<R> {
  readonly records: readonly R[];
  readonly status: "idle" | "connecting" | "open" | "complete" | "failed" | "closed";
  /** The last error; with `status` "connecting" the connection is made again. */
  readonly error: CallError | undefined;
}

/** What a component may do with its stream. */
export interface StreamControl {
  /** Ends the stream; what it has brought stays. */
  stop(): void;
  /** Begins anew. */
  restart(): void;
}

const EMPTY_VIEW = { records: [], status: "idle", error: undefined } as const;

interface ViewCallbacks<R> extends StreamCallbacks {
  onRecord: (record: R) => void;
}

type OpenView<R> = (told: ViewCallbacks<R>) => { close(): void; readonly done: Promise<void> };

/** Where nobody says how many records are kept. */
const DEFAULT_KEPT = 1000;
/** A frame of the screen, in milliseconds. */
const FRAME = 16;

/** A stream at work and its view, which is shown at most once a frame. */
class FollowedStream<R> {
  readonly #show: (view: StreamView<R>) => void;
  readonly #kept: number;
  readonly #stream: ReturnType<OpenView<R>>;
  #view: StreamView<R> = { ...EMPTY_VIEW, status: "connecting" };
  /** What came since it was shown. */
  #fresh: R[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLeft = false;

  constructor(open: OpenView<R>, options: ViewOptions | undefined, show: (view: StreamView<R>) => void) {
    this.#show = show;
    this.#kept = options?.keep ?? DEFAULT_KEPT;
    show(this.#view);
    this.#stream = open({
      onRecord: (record) => {
        this.#fresh.push(record);
        this.#change({});
      },
      onOpen: () => this.#change({ status: "open", error: undefined }),
      onError: (error) => this.#change({ status: error.fatal ? "failed" : "connecting", error }),
      onComplete: () => this.#change({ status: "complete" }),
    });
    // An aborted signal closes it without a callback.
    void this.#stream.done.then(() => {
      if (this.#isLive && !this.#isLeft) this.#change({ status: "closed" });
    });
  }

  /** Ends it where nobody looks any more. */
  readonly leave = (): void => {
    this.#isLeft = true;
    this.#stream.close();
    clearTimeout(this.#timer);
  };

  /** Ends it, and shows that. */
  readonly stop = (): void => {
    this.leave();
    if (this.#isLive) this.#view = { ...this.#view, status: "closed" };
    this.#flush();
  };

  get #isLive(): boolean {
    return this.#view.status === "open" || this.#view.status === "connecting";
  }

  #change(part: Partial<StreamView<R>>): void {
    this.#view = { ...this.#view, ...part };
    this.#timer ??= setTimeout(() => this.#flush(), FRAME);
  }

  #flush(): void {
    this.#timer = undefined;
    const records = [...this.#view.records, ...this.#fresh];
    this.#fresh = [];
    this.#view = { ...this.#view, records: records.slice(Math.max(0, records.length - this.#kept)) };
    this.#show(this.#view);
  }
}

export type { OpenView, ViewCallbacks };
export { EMPTY_VIEW, FollowedStream };
