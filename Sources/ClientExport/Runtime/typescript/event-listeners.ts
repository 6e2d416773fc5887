import type { Callback } from "./session.js";

/** Who listens to which events; each once. */
class EventListeners {
  readonly #byType = new Map<string, readonly Callback[]>();

  readonly add = (type: string, listener: Callback): void => {
    this.remove(type, listener);
    this.#byType.set(type, [...this.of(type), listener]);
  };

  readonly remove = (type: string, listener: Callback): void => {
    this.#byType.set(type, this.of(type).filter((each) => each !== listener));
  };

  of(type: string): readonly Callback[] {
    return this.#byType.get(type) ?? [];
  }
}

export { EventListeners };
