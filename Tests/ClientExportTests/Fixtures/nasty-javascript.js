// Evil *\/ API [2J: client code written by fluidtop. Export it again rather than change it.

/**
 * How every call reaches the backend; change it once, where the program starts.
 * @type {ModuleSettings}
 */
export const settings = {};

/** Where the backend is, unless `settings.baseUrl` or a call's own says otherwise. */
export function getBaseUrl() {
  return "";
}

/**
 * Ends the comment *\/ alert(`1`) /*
 * `DELETE /items/{rest:path}`
 * @type {<T = unknown>(rest_: string, X_Token: string, ...rest: [named: { callbacks_?: string | undefined;
 *   call_?: string | undefined; __proto__?: string | undefined; session?: string | undefined },
 *   options?: RequestOptions | undefined] | [callbacks_?: string | undefined, call_?: string | undefined,
 *   __proto__?: string | undefined, session?: string | undefined, options?: RequestOptions
 *   | undefined]) => Promise<ApiResult<T>>}
 * @deprecated
 */
export function delete_(rest_, X_Token, ...rest) {
  const [callbacks_, call_, __proto__, session, options] = inOrder(rest, "callbacks_", "call_", "__proto__", "session");
  const call = {
    method: "DELETE",
    path: "/items/{rest:path}",
    params: { rest: rest_ },
    query: { callbacks: callbacks_, call: call_, __proto__ },
    headers: { "X-Token": X_Token, cookie: cookieOf({ session }) },
  };
  return fetchResult(call, options);
}

/**
 * `GET /2fa`
 * @type {(a_b_: number, ...rest: [named: { class_?: string[] | null | undefined }, callbacks?: EventCallbacks<{
 *   [type: string]: Response_ }> | undefined, options?: EventOptions | undefined] | [class_: string[] | null
 *   | undefined, callbacks: EventCallbacks<{ [type: string]: Response_ }>, options?: EventOptions
 *   | undefined]) => EventConnection<{ [type: string]: Response_ }>}
 */
export function _2fa(a_b_, ...rest) {
  const [class_, callbacks, options] = inOrder(rest, "class_");
  const call = {
    method: "GET",
    path: "/2fa",
    query: { "a\"b\\": a_b_, class: class_ },
  };
  return openEvents(call, callbacks, options);
}

export const items = {
  /**
   * `GET /items`
   * @param {RequestOptions} [options]
   * @returns {Promise<ApiResult<PageTree>>}
   */
  get(options) {
    const call = {
      method: "GET",
      path: "/items",
    };
    return fetchResult(call, options);
  },

  /**
   * `POST /items`
   * @param {Tree} [body]
   * @param {RequestOptions} [options]
   * @returns {Promise<ApiResult<Tree>>}
   */
  post(body, options) {
    const call = {
      method: "POST",
      path: "/items",
      headers: { "Content-Type": body === undefined ? undefined : "application/json" },
      body: JSON.stringify(body),
    };
    return fetchResult(call, options);
  },
};

/**
 * `GET /v2/items`
 * @template [T=unknown]
 * @param {ChunkCallbacks<T>} callbacks
 * @param {StreamOptions} [options]
 * @returns {ChunkStream<T>}
 */
export function items_(callbacks, options) {
  const call = {
    method: "GET",
    path: "/v2/items",
  };
  return openStream(call, callbacks, options, [recordFormat]);
}

/**
 * `GET /fetch`
 * @param {ChunkCallbacks<string>} callbacks
 * @param {StreamOptions} [options]
 * @returns {ChunkStream<string>}
 */
export function fetch_(callbacks, options) {
  const call = {
    method: "GET",
    path: "/fetch",
  };
  return openStream(call, callbacks, options, [textFormat]);
}

/**
 * `GET /поток`
 * @type {(...rest: [named: { 日本?: ">" | "<" | "=" | undefined }, options?: RequestOptions | undefined]
 *   | [日本?: ">" | "<" | "=" | undefined, options?: RequestOptions | undefined]) => Promise<ApiResult<Заказ>>}
 */
export function поток1(...rest) {
  const [日本, options] = inOrder(rest, "日本");
  const call = {
    method: "GET",
    path: "/поток",
    query: { 日本 },
  };
  return fetchResult(call, options);
}

/**
 * `PUT /books/{id}`
 * Needs OAuth2PasswordBearer: give it by `auth`, here or in `settings`.
 * @type {(id: FluidTypes.UUID, body: BookInput, ...rest: [named: { since?: Date | FluidTypes.DateTime | undefined },
 *   options?: RequestOptions | undefined] | [since?: Date | FluidTypes.DateTime | undefined, options?: RequestOptions
 *   | undefined]) => Promise<ApiResult<Shelf>>}
 */
export function save_book(id, body, ...rest) {
  const [since, options] = inOrder(rest, "since");
  const call = {
    method: "PUT",
    path: "/books/{id}",
    params: { id },
    query: { since },
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  return fetchResult(call, options);
}

/**
 * `GET /chat`
 * @param {EventCallbacks<{ surge: Shelf; x: Book }> & ChunkCallbacks<Book>} callbacks
 * @param {EventOptions} [options]
 * @returns {EventConnection<{ surge: Shelf; x: Book }, Book>}
 */
export function chat(callbacks, options) {
  const call = {
    method: "GET",
    path: "/chat",
  };
  return openEvents(call, callbacks, options, [recordFormat]);
}

/**
 * `POST /upload`
 * @template [T=unknown]
 * @param {{ file: Blob }} body
 * @param {RequestOptions} [options]
 * @returns {Promise<ApiResult<T>>}
 */
export function upload(body, options) {
  const call = {
    method: "POST",
    path: "/upload",
    body: filled(new FormData(), body),
  };
  return fetchResult(call, options);
}

/**
 * `PUT /blob/{key}`
 * @template [T=unknown]
 * @param {string} key
 * @param {string | Blob | ArrayBuffer | ArrayBufferView} body
 * @param {RequestOptions} [options]
 * @returns {Promise<ApiResult<T>>}
 */
export function store(key, body, options) {
  const call = {
    method: "PUT",
    path: "/blob/{key}",
    params: { key },
    headers: { "Content-Type": "application/octet-stream" },
    body: body,
  };
  return fetchResult(call, options);
}

/**
 * The same calls with settings of their own: a client for each user or server that a program speaks for.
 * @param {ClientSettings} own
 */
export function createClient(own) {
  const calls = {
    delete_,
    _2fa,
    items,
    items_,
    fetch_,
    поток1,
    save_book,
    chat,
    upload,
    store,
  };
  return withSettings(calls, own);
}

/**
 * Hides *\/ a global 
 * @typedef {Cat | Circle | null} Response_
 */

/**
 * @typedef {{ kind: "cat"; lives: 7 | 9; "a-b": string | null; where: [number, number, ...unknown[]]; extra: {
 *   [key: string]: Tree }; }} Cat
 */

/**
 * @typedef {{ 日本: string; 語: ">" | "<"; }} Заказ
 */

/**
 * @typedef {{ books: Book[]; }} Shelf
 */

/**
 * @typedef {{ title: string; price?: FluidTypes.Decimal; day?: FluidTypes.Date; tags: string[]; }} Book
 */

/**
 * @typedef {{ title: string; price?: FluidTypes.Decimal; day?: FluidTypes.Date; tags?: string[]; }} BookInput
 */

/**
 * @typedef {unknown} Circle
 */

/**
 * @typedef {unknown} Round
 */

/**
 * A tree 
 * @typedef {{ children?: (Tree | null)[]; any?: unknown; }} Tree
 */

/**
 * @typedef {({ total: number } & { items: Tree[] })} PageTree
 */

/**
 * A UUID.
 * @typedef {string} FluidTypes.UUID
 */
/**
 * A decimal number, as text: a JavaScript number could not hold all of its digits.
 * @typedef {string} FluidTypes.Decimal
 */
/**
 * Date and time by RFC 3339.
 * @typedef {string} FluidTypes.DateTime
 */
/**
 * A day, `2026-01-31`.
 * @typedef {string} FluidTypes.Date
 */

// What the calls above stand on.

