// Evil *\/ API [2J: client code written by fluidtop. Export it again rather than change it.

/** How every call reaches the backend; change it once, where the program starts. */
export const settings: ModuleSettings = {};

/** Where the backend is, unless `settings.baseUrl` or a call's own says otherwise. */
export function getBaseUrl(): string {
  return "";
}

/**
 * Ends the comment *\/ alert(`1`) /*
 * `DELETE /items/{rest:path}`
 * @deprecated
 */
export function delete_<T = unknown>(
  rest_: string,
  X_Token: string,
  ...rest:
    | [named: { callbacks_?: string | undefined; call_?: string | undefined; __proto__?: string | undefined;
      session?: string | undefined }, options?: RequestOptions | undefined]
    | [callbacks_?: string | undefined, call_?: string | undefined, __proto__?: string | undefined, session?: string
      | undefined, options?: RequestOptions | undefined]
): Promise<ApiResult<T>> {
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
 */
export function _2fa(
  a_b_: number,
  ...rest:
    | [named: { class_?: string[] | null | undefined }, callbacks?: EventCallbacks<{ [type: string]: Response_ }>
      | undefined, options?: EventOptions | undefined]
    | [class_: string[] | null | undefined, callbacks: EventCallbacks<{ [type: string]: Response_ }>,
      options?: EventOptions | undefined]
): EventConnection<{ [type: string]: Response_ }> {
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
   */
  get(
    options?: RequestOptions,
  ): Promise<ApiResult<PageTree>> {
    const call = {
      method: "GET",
      path: "/items",
    };
    return fetchResult(call, options);
  },

  /**
   * `POST /items`
   */
  post(
    body?: Tree,
    options?: RequestOptions,
  ): Promise<ApiResult<Tree>> {
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
 * Nobody says what it sends: give the type as `T`. A callback that closes the
 * stream by its name needs braces: `() => { stream.close(); }`.
 */
export function items_<T = unknown>(
  callbacks: ChunkCallbacks<T>,
  options?: StreamOptions,
): ChunkStream<T> {
  const call = {
    method: "GET",
    path: "/v2/items",
  };
  return openStream(call, callbacks, options, [recordFormat]);
}

/**
 * `GET /fetch`
 */
export function fetch_(
  callbacks: ChunkCallbacks<string>,
  options?: StreamOptions,
): ChunkStream<string> {
  const call = {
    method: "GET",
    path: "/fetch",
  };
  return openStream(call, callbacks, options, [textFormat]);
}

/**
 * `GET /поток`
 */
export function поток1(
  ...rest:
    | [named: { 日本?: ">" | "<" | "=" | undefined }, options?: RequestOptions | undefined]
    | [日本?: ">" | "<" | "=" | undefined, options?: RequestOptions | undefined]
): Promise<ApiResult<Заказ>> {
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
 */
export function save_book(
  id: FluidTypes.UUID,
  body: BookInput,
  ...rest:
    | [named: { since?: Date | FluidTypes.DateTime | undefined }, options?: RequestOptions | undefined]
    | [since?: Date | FluidTypes.DateTime | undefined, options?: RequestOptions | undefined]
): Promise<ApiResult<Shelf>> {
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
 */
export function chat(
  callbacks: EventCallbacks<{ surge: Shelf; x: Book }> & ChunkCallbacks<Book>,
  options?: EventOptions,
): EventConnection<{ surge: Shelf; x: Book }, Book> {
  const call = {
    method: "GET",
    path: "/chat",
  };
  return openEvents(call, callbacks, options, [recordFormat]);
}

/**
 * `POST /upload`
 */
export function upload<T = unknown>(
  body: { file: Blob },
  options?: RequestOptions,
): Promise<ApiResult<T>> {
  const call = {
    method: "POST",
    path: "/upload",
    body: filled(new FormData(), body),
  };
  return fetchResult(call, options);
}

/**
 * `PUT /blob/{key}`
 */
export function store<T = unknown>(
  key: string,
  body: string | Blob | ArrayBuffer | ArrayBufferView,
  options?: RequestOptions,
): Promise<ApiResult<T>> {
  const call = {
    method: "PUT",
    path: "/blob/{key}",
    params: { key },
    headers: { "Content-Type": "application/octet-stream" },
    body: body,
  };
  return fetchResult(call, options);
}

/** The same calls with settings of their own: a client for each user or server that a program speaks for. */
export function createClient(own: ClientSettings) {
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

/** Hides *\/ a global */
export type Response_ = Cat | Circle | null;

export interface Cat {
  kind: "cat";
  lives: 7 | 9;
  "a-b": string | null;
  where: [number, number, ...unknown[]];
  extra: { [key: string]: Tree };
}

export interface Заказ {
  日本: string;
  語: ">" | "<";
}

export interface Shelf {
  books: Book[];
}

export interface Book {
  title: string;
  price?: FluidTypes.Decimal;
  day?: FluidTypes.Date;
  tags: string[];
}

export interface BookInput {
  title: string;
  price?: FluidTypes.Decimal;
  day?: FluidTypes.Date;
  tags?: string[];
}

export type Circle = unknown;

export type Round = unknown;

/** A tree */
export interface Tree {
  /** Maybe none */
  children?: (Tree | null)[];
  any?: unknown;
}

export type PageTree = ({ total: number } & { items: Tree[] });

/** Texts of a certain form. */
export declare namespace FluidTypes {
  /** A UUID. */
  export type UUID = string;
  /** A decimal number, as text: a JavaScript number could not hold all of its digits. */
  export type Decimal = string;
  /** Date and time by RFC 3339. */
  export type DateTime = string;
  /** A day, `2026-01-31`. */
  export type Date = string;
}

// What the calls above stand on.

