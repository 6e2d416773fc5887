import { isOtherOrigin } from "./origins.js";

/** What a reconnection says of the last event, as far as the server lets it. */
class Resumption {
  #isIdSent = false;
  #isIdAllowed = false;
  #isIdRefused = false;

  /** The header's value for this event's id. */
  id(lastEventId: string): string | undefined {
    // Of control characters only a tab is let through by the fetch of Node and Deno; a browser's lets more.
    this.#isIdSent = !this.#isIdRefused && /^[\t -~\x80-\uffff]+$/.test(lastEventId);
    return this.#isIdSent ? lastEventId : undefined;
  }

  /** A connection was opened. */
  opened(): void {
    this.#isIdAllowed ||= this.#isIdSent;
  }

  /**
   * A connection failed: true where the header may be the reason, which a server must allow to other origins, though
   * not to an EventSource. Each attempt without it is followed by one with it, until one of them succeeds.
   */
  goesOnWithoutId(url: string): boolean {
    this.#isIdRefused = this.#isIdSent && !this.#isIdAllowed && isOtherOrigin(url);
    return this.#isIdRefused;
  }
}

export { Resumption };
