import type { CallError } from "../typescript/errors.js";
import { EMPTY_VIEW, follow } from "./stream-view.js";
import type { OpenView, StreamView, ViewOptions } from "./stream-view.js";

/** A stream's view as Svelte's state: `records`, `status` and `error` may stand in markup. */
export class StreamState<R> {
  #view = $state.raw<StreamView<R>>(EMPTY_VIEW);
  #stop: (() => void) | undefined;
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

  /** Begins anew; as the function of an `$effect` it also ends with it. */
  start = (): (() => void) => {
    this.stop();
    this.#stop = follow<R>(this.#open, this.#options, (view) => {
      this.#view = view;
    });
    return this.stop;
  };

  stop = (): void => {
    if (this.#stop === undefined) return;
    this.#stop();
    this.#stop = undefined;
    const { status } = this.#view;
    if (status === "open" || status === "connecting") this.#view = { ...this.#view, status: "closed" };
  };
}
