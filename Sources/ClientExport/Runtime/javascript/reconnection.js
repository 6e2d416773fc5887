
/**
 * Failures that may pass: of reaching the server, and of the connection.
 * @type {readonly unknown[]}
 */
const PASSING_KINDS = ["connect", "connectionLost", "timeout"];
/**
 * Answers that may change by themselves.
 * @type {readonly number[]}
 */
const PASSING_STATUSES = [408, 429, 500, 502, 503, 504];

// All in milliseconds.
const SECOND = 1000;
/** A connection that lived so long was a good one: failures are counted anew. */
const GOOD_LIFE = 60 * SECOND;
/** What the server may ask for with `retry`; and the longest `Retry-After`. */
const SHORTEST_RETRY = 100;
const LONGEST_RETRY = 300 * SECOND;
const LONGEST_RETRY_AFTER = 24 * 3600 * SECOND;
/** To where the wait grows with failures. */
const LONGEST_BACKOFF = 30 * SECOND;

/**
 * True when another attempt may help; `wasOpen` once the stream has begun.
 * @param {ClientError & Partial<HttpFacts>} error
 * @param {boolean} wasOpen
 * @returns {boolean}
 */
function isPassing(error, wasOpen) {
  // Whether an address is right shows only in the first answer; later ones are of a bad moment.
  if (error.status) return wasOpen && PASSING_STATUSES.includes(error.status);
  return PASSING_KINDS.includes(error.kind);
}

/** How many failures there have been in a row, and what to wait after them. */
class ReconnectionDelay {
  #failures = 0;

  /**
   * An attempt failed.
   * @returns {void}
   */
  failed() {
    this.#failures += 1;
  }

  /**
   * A connection that was opened at this time was lost.
   * @param {number} openedAt
   * @returns {void}
   */
  lost(openedAt) {
    if (openedAt < Date.now() - GOOD_LIFE) this.#failures = 0;
  }

  /**
   * @param {number | undefined} retry The server's own word, which is kept within bounds
   * @param {number} retryDelay What holds without it
   * @returns {number}
   */
  next(retry, retryDelay, retryAfter = 0) {
    const asked = retry === undefined ? retryDelay : Math.min(Math.max(retry, SHORTEST_RETRY), LONGEST_RETRY);
    return Math.max(asked, this.#backoff(asked), Math.min(retryAfter, LONGEST_RETRY_AFTER));
  }

  /**
   * Doubled for each failure, and drawn from the upper half: many clients must not come back at once.
   * @param {number} base
   * @returns {number}
   */
  #backoff(base) {
    if (this.#failures === 0) return 0;
    return (Math.min(base * 2 ** this.#failures, LONGEST_BACKOFF) * (1 + Math.random())) / 2;
  }
}

export { ReconnectionDelay, isPassing };
