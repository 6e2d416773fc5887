
/** Who listens to which events; each once. */
class EventListeners {
  #byType = new Map();

  add = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.#byType.set(type, this.of(type).add(listener));
  };

  remove = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.#byType.get(type)?.delete(listener);
  };

  /**
   * @param {string} type
   * @returns {Set<Callback>}
   */
  of(type) {
    return this.#byType.get(type) ?? new Set();
  }
}

export { EventListeners };
