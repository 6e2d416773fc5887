
/**
 * Those of the call that begins now, where it is one of a client with its own.
 * @type {ClientSettings | undefined}
 */
let ownSettings;

// #if clients
/**
 * The same calls with other settings than the module's.
 * @template {object} C
 * @param {C} calls
 * @param {ClientSettings} own
 * @returns {C}
 */
function withSettings(calls, own) {
  const entries = Object.entries(calls).map((/** @type {[ string, object ]} */ [name, call]) => {
    if (typeof call !== "function") return /** @type {const} */ ([name, withSettings(call, own)]);
    const begin = (/** @type {unknown[]} */ ...given) => {
      ownSettings = own;
      try {
        return call(...given);
      } finally {
        ownSettings = undefined;
      }
    };
    return /** @type {const} */ ([name, begin]);
  });
  return /** @type {C} */ (Object.fromEntries(entries));
}
// #endif

export { ownSettings, withSettings };
