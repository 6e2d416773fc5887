/** Follows strings and brackets of a JSON text, within which no value ends. */
class JsonNesting {
  depth = 0;
  /** @type {"outside" | "in string" | "escaped"} */
  #place = "outside";
  // What changes something within a string, and outside of strings. Made here: a bundler keeps for every page what a
  // module makes at once.
  #stringSigns = tableOf('"\\\x1e');
  #nestedSigns = tableOf('"[]{}\x1e');

  /** @returns {boolean} */
  get isInString() {
    return this.#place !== "outside";
  }

  /** @returns {void} */
  reset() {
    this.depth = 0;
    this.#place = "outside";
  }

  /**
   * Where in a value the next byte is that changes something.
   * @param {Uint8Array} bytes
   * @param {number} start
   * @returns {number}
   */
  skip(bytes, start) {
    if (this.#place === "escaped" || (this.depth <= 0 && !this.isInString)) return start;
    const signs = this.isInString ? this.#stringSigns : this.#nestedSigns;
    let at = start;
    while (at < bytes.length && signs[/** @type {number} */ (bytes[at])] !== 1) at += 1;
    return at;
  }

  /**
   * @param {string} sign
   * @returns {void}
   */
  follow(sign) {
    if (this.#place === "escaped") this.#place = "in string";
    else if (this.#place === "in string") this.#followString(sign);
    else if (sign === '"') this.#place = "in string";
    else if (sign === "[" || sign === "{") this.depth += 1;
    else if (sign === "]" || sign === "}") this.depth -= 1;
  }

  /**
   * @param {string} sign
   * @returns {void}
   */
  #followString(sign) {
    if (sign === "\\") this.#place = "escaped";
    else if (sign === '"') this.#place = "outside";
  }
}

/**
 * By bytes: 1 for each of these signs.
 * @param {string} signs
 * @returns {Uint8Array}
 */
function tableOf(signs) {
  const table = new Uint8Array(256);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return table;
}

export { JsonNesting };
