import type { ClientSettings } from "./options.js";

/** Those of the call that begins now, where it is one of a client with its own. */
let ownSettings: ClientSettings | undefined;

// #if clients
/** The same calls with other settings than the module's. */
function withSettings<C extends object>(calls: C, own: ClientSettings): C {
  const entries = Object.entries(calls).map(([name, call]: [string, object]) => {
    if (typeof call !== "function") return [name, withSettings(call, own)] as const;
    const begin = (...given: unknown[]): unknown => {
      ownSettings = own;
      try {
        return call(...given);
      } finally {
        ownSettings = undefined;
      }
    };
    return [name, begin] as const;
  });
  return Object.fromEntries(entries) as C;
}
// #endif

export { ownSettings, withSettings };
