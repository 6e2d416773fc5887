
/** Who listens to which events; each once. */
class EventListeners {
  #byType = new Map();

  add = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.#byType.set(type, (this.#byType.get(type) ?? new Set()).add(listener));
  };

  remove = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.#byType.get(type)?.delete(listener);
  };

  /**
   * @param {string} type
   * @returns {readonly Callback[]}
   */
  of(type) {
    return [...(this.#byType.get(type) ?? [])];
  }
}

export { EventListeners };
