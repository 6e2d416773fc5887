/** Follows strings and brackets of a JSON text, within which no value ends. */
class JsonNesting {
  depth = 0;
  /** @type {"outside" | "in string" | "escaped"} */
  #place = "outside";

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

export { JsonNesting };
