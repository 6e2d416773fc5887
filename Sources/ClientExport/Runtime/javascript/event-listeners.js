
/** Who listens to which events; each once. */
class EventListeners {
  #byType = new Map();

  add = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.remove(type, listener);
    this.#byType.set(type, [...this.of(type), listener]);
  };

  remove = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.#byType.set(type, this.of(type).filter((each) => each !== listener));
  };

  /**
   * @param {string} type
   * @returns {readonly Callback[]}
   */
  of(type) {
    return this.#byType.get(type) ?? [];
  }
}

export { EventListeners };
