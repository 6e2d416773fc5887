/** Follows strings and brackets of a JSON text, within which no value ends. */
class JsonNesting {
  depth = 0;
  #place: "outside" | "in string" | "escaped" = "outside";
  // What changes something within a string, and outside of strings. Made here: a bundler keeps for every page what a
  // module makes at once.
  readonly #stringSigns = tableOf('"\\\x1e');
  readonly #nestedSigns = tableOf('"[]{}\x1e');

  get isInString(): boolean {
    return this.#place !== "outside";
  }

  reset(): void {
    this.depth = 0;
    this.#place = "outside";
  }

  /** Where in a value the next byte is that changes something. */
  skip(bytes: Uint8Array, start: number): number {
    if (this.#place === "escaped" || (this.depth <= 0 && !this.isInString)) return start;
    const signs = this.isInString ? this.#stringSigns : this.#nestedSigns;
    let at = start;
    while (at < bytes.length && signs[bytes[at] as number] !== 1) at += 1;
    return at;
  }

  follow(sign: string): void {
    if (this.#place === "escaped") this.#place = "in string";
    else if (this.#place === "in string") this.#followString(sign);
    else if (sign === '"') this.#place = "in string";
    else if (sign === "[" || sign === "{") this.depth += 1;
    else if (sign === "]" || sign === "}") this.depth -= 1;
  }

  #followString(sign: string): void {
    if (sign === "\\") this.#place = "escaped";
    else if (sign === '"') this.#place = "outside";
  }
}

/** By bytes: 1 for each of these signs. */
function tableOf(signs: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return table;
}

export { JsonNesting };
