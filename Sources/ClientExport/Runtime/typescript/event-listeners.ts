import type { Callback } from "./session.js";

/** Who listens to which events; each once. */
class EventListeners {
  readonly #byType = new Map<string, Set<Callback>>();

  readonly add = (type: string, listener: Callback): void => {
    this.#byType.set(type, (this.#byType.get(type) ?? new Set()).add(listener));
  };

  readonly remove = (type: string, listener: Callback): void => {
    this.#byType.get(type)?.delete(listener);
  };

  of(type: string): readonly Callback[] {
    return [...(this.#byType.get(type) ?? [])];
  }
}

export { EventListeners };
