import type { Callback } from "./session.js";

/** Who listens to which events; each once. */
class EventListeners {
  readonly #byType = new Map<string, Set<Callback>>();

  readonly add = (type: string, listener: Callback): void => {
    this.#byType.set(type, (this.of(type) ?? new Set()).add(listener));
  };

  readonly remove = (type: string, listener: Callback): void => {
    this.of(type)?.delete(listener);
  };

  of(type: string): Set<Callback> | undefined {
    return this.#byType.get(type);
  }
}

export { EventListeners };
