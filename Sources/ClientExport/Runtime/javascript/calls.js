/**
 * Values by their names on the wire.
 * @typedef {Readonly<Record<string, unknown>>} WireValues
 */

/**
 * One endpoint's request.
 * @typedef {{
 *   readonly method: string;
 *   readonly path: string;
 *   readonly params?: WireValues;
 *   readonly query?: WireValues;
 *   readonly headers?: WireValues;
 *   readonly body?: string | Blob | ArrayBuffer | ArrayBufferView | FormData | URLSearchParams | null;
 *   readonly cache?: RequestInit["cache"];
 *   readonly untyped?: readonly string[];
 *   readonly security?: readonly string[];
 * }} ApiCall
 */
