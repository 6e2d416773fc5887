
/** Who listens to which events; each once. */
class EventListeners {
  #byType = new Map();

  add = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.#byType.set(type, (this.of(type) ?? new Set()).add(listener));
  };

  remove = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.of(type)?.delete(listener);
  };

  /**
   * @param {string} type
   * @returns {Set<Callback> | undefined}
   */
  of(type) {
    return this.#byType.get(type);
  }
}

export { EventListeners };
