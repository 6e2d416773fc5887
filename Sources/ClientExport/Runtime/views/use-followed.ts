import { useEffect, useRef, useState } from "react";
import { settings } from "../typescript/settings.js";
import type { StreamOptions } from "../typescript/stream-types.js";
import { EMPTY_VIEW, follow } from "./stream-view.js";
import type { OpenView, StreamView, ViewCallbacks, ViewOptions } from "./stream-view.js";

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

/** Follows a stream while the component is shown, and begins anew when its values or options change. */
function useFollowed<R, O extends StreamOptions & ViewOptions>(
  values: readonly unknown[],
  options: O | undefined,
  open: (told: ViewCallbacks<R>, options: O) => ReturnType<OpenView<R>>,
): StreamView<R> {
  const [view, show] = useState<StreamView<R>>(EMPTY_VIEW);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    // A function cannot be compared, and is asked when it is needed: that of the last rendering.
    const auth = () => (latest.current?.auth ?? settings.auth)?.() ?? {};
    return follow<R>((told) => open(told, { ...options, auth } as O), options, show);
  }, [keyOf([...values, options])]);
  return view;
}

export { useFollowed };
