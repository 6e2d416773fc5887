/**
 * The arguments one after the other.
 * @template {readonly unknown[]} A
 * @typedef {A extends readonly [
 *   object,
 *   ...unknown[]
 * ] ? never : A} InOrder
 */

/**
 * The same arguments one after the other: an object in the first one's place holds values by their names.
 * @template {readonly unknown[]} A
 * @param {A} given
 * @returns {InOrder<A>}
 */
function inOrder(given, /** @type {string[]} */ ...names) {
  const [first, ...others] = given;
  // A list or a date is a value.
  const isNamed = Object.prototype.toString.call(first) === "[object Object]";
  if (!isNamed) return /** @type {InOrder<A>} */ (/** @type {unknown} */ (given));
  const values = /** @type {Readonly<Record<string, unknown>>} */ (first);
  for (const name of Object.keys(values)) {
    if (!names.includes(name)) throw new TypeError(`no parameter is called ${name}; there are: ${names.join(", ")}`);
  }
  return /** @type {InOrder<A>} */ (/** @type {unknown} */ ([...names.map((name) => values[name]), ...others]));
}

export { inOrder };
