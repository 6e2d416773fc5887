import type { CallError } from "../typescript/errors.js";
import { EMPTY_VIEW, FollowedStream } from "./stream-view.js";
import type { OpenView, StreamControl, StreamView, ViewOptions } from "./stream-view.js";

/** A stream's view as Svelte's state: `records`, `status` and `error` may stand in markup. */
export class StreamState<R> implements StreamControl {
  #view = $state.raw<StreamView<R>>(EMPTY_VIEW);
  #stream: FollowedStream<R> | undefined;
  #open: OpenView<R>;
  #options: ViewOptions | undefined;

  constructor(open: OpenView<R>, options?: ViewOptions) {
    this.#open = open;
    this.#options = options;
  }

  get records(): readonly R[] {
    return this.#view.records;
  }

  get status(): StreamView<R>["status"] {
    return this.#view.status;
  }

  get error(): CallError | undefined {
    return this.#view.error;
  }

  /** Begins anew; as the function of an `$effect` it also ends with it, and hears of an `enabled` that is a getter. */
  start = (): (() => void) => {
    this.stop();
    if (this.#options?.enabled === false) return this.stop;
    this.#stream = new FollowedStream<R>(this.#open, this.#options, (view) => {
      this.#view = view;
    });
    return this.stop;
  };

  stop = (): void => {
    this.#stream?.stop();
    this.#stream = undefined;
  };

  restart = (): void => {
    this.start();
  };
}
