import { useEffect, useRef, useState } from "react";
import { settings } from "../typescript/settings.js";
import type { StreamOptions } from "../typescript/stream-types.js";
import { EMPTY_VIEW, FollowedStream } from "./stream-view.js";
import type { OpenView, StreamControl, StreamView, ViewCallbacks, ViewOptions } from "./stream-view.js";

const identities = new WeakMap<object, number>();
let identityCount = 0;

/** What values hold, as text: literal objects are new at each rendering. Of a file nobody sees that; it counts as itself. */
function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values, (_, value: unknown) => {
    if (!(value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value))) return value;
    const identity = identities.get(value) ?? (identityCount += 1);
    identities.set(value, identity);
    return { identity };
  });
}

/** Follows a stream while the component is shown, and begins anew when its values or options change, or it is told to. */
function useFollowed<R, O extends StreamOptions & ViewOptions>(
  values: readonly unknown[],
  options: O | undefined,
  open: (told: ViewCallbacks<R>, options: O) => ReturnType<OpenView<R>>,
): StreamView<R> & StreamControl {
  const [view, show] = useState<StreamView<R>>(EMPTY_VIEW);
  const [turn, setTurn] = useState(0);
  const latest = useRef(options);
  const stream = useRef<FollowedStream<R> | undefined>(undefined);
  // The same at each rendering, for effects and children that name them.
  const [control] = useState<StreamControl>(() => ({
    stop: () => stream.current?.stop(),
    restart: () => setTurn((last) => last + 1),
  }));
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    // A function cannot be compared, and is asked when it is needed: that of the last rendering.
    const auth = () => (latest.current?.auth ?? settings.auth)?.() ?? {};
    if (options?.enabled === false) {
      stream.current?.stop();
      return undefined;
    }
    const followed = new FollowedStream<R>((told) => open(told, { ...options, auth } as O), options, show);
    stream.current = followed;
    return followed.leave;
  }, [keyOf([...values, options, turn])]);
  return { ...view, ...control };
}

export { useFollowed };
