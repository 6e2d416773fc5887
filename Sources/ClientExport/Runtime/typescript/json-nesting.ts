/** Follows strings and brackets of a JSON text, within which no value ends. */
class JsonNesting {
  depth = 0;
  #place: "outside" | "in string" | "escaped" = "outside";

  get isInString(): boolean {
    return this.#place !== "outside";
  }

  reset(): void {
    this.depth = 0;
    this.#place = "outside";
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

export { JsonNesting };
