/** Values by their names on the wire. */
export type WireValues = Readonly<Record<string, unknown>>;

/** One endpoint's request. */
export interface ApiCall {
  readonly method: string;
  /** With `{name}` for each of `params`; `{name:path}` may hold slashes. */
  readonly path: string;
  readonly params?: WireValues;
  readonly query?: WireValues;
  readonly headers?: WireValues;
  readonly body?: string | Blob | ArrayBuffer | ArrayBufferView | FormData | URLSearchParams | null;
  /** What fetch is told of caches, where neither the caller nor the settings say. */
  readonly cache?: RequestInit["cache"];
  /** Names of events whose data nobody knows: JSON or any text. */
  readonly untyped?: readonly string[];
  /** The security schemes whose secrets it asks for. */
  readonly security?: readonly string[];
}
