import { computed, shallowRef, toValue, watchEffect } from "vue";
import type { ComputedRef, MaybeRefOrGetter } from "vue";
import type { CallError } from "../typescript/errors.js";
import { EMPTY_VIEW, FollowedStream } from "./stream-view.js";
import type { OpenView, StreamControl, StreamView, ViewOptions } from "./stream-view.js";

/** A stream's view for Vue's templates. */
export interface StreamRefs<R> extends StreamControl {
  readonly records: ComputedRef<readonly R[]>;
  readonly status: ComputedRef<StreamView<R>["status"]>;
  readonly error: ComputedRef<CallError | undefined>;
}

/** Each argument as itself, as a ref or as a getter. */
type Given<A extends readonly unknown[]> = { [K in keyof A]: MaybeRefOrGetter<A[K]> };

/** A stream to open, and how its view is to be. */
interface WantedStream<R> {
  readonly open: OpenView<R>;
  readonly options: ViewOptions | undefined;
}

/** Follows a stream while the component is mounted, and begins anew when an argument changes, or it is told to. */
function useInScope<R, A extends readonly unknown[]>(
  given: Given<A>,
  wanted: (given: A) => WantedStream<R>,
): StreamRefs<R> {
  const view = shallowRef<StreamView<R>>(EMPTY_VIEW);
  const turn = shallowRef(0);
  let stream: FollowedStream<R> | undefined;
  const follow = (onCleanup: (clean: () => void) => void): void => {
    void turn.value;
    const values = (given as readonly MaybeRefOrGetter<unknown>[]).map((value) => toValue(value));
    const { open, options } = wanted(values as unknown as A);
    if (options?.enabled === false) return stream?.stop();
    const followed = new FollowedStream<R>(open, options, (shown) => {
      view.value = shown;
    });
    stream = followed;
    onCleanup(followed.leave);
  };
  // Behind mounting, and so never on a server.
  watchEffect(follow, { flush: "post" });
  return {
    records: computed(() => view.value.records),
    status: computed(() => view.value.status),
    error: computed(() => view.value.error),
    stop: () => stream?.stop(),
    restart: () => {
      turn.value += 1;
    },
  };
}

export type { Given };
export { useInScope };
