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

/** `_2fa`, to be shown: `start()` it, and `stop()` it. */
export function _2fa_state(
  a_b_: number,
  ...rest:
    | [named: { class_?: string[] | null | undefined }, options?: EventOptions & ViewOptions | undefined]
    | [class_: string[] | null | undefined, options?: EventOptions & ViewOptions | undefined]
): StreamState<EventOf<{ [type: string]: Response_ }>> {
  const [class_, options] = inOrder(rest, "class_");
  return new StreamState<EventOf<{ [type: string]: Response_ }>>((told) => _2fa(a_b_, class_, { ...told,
    onMessage: told.onRecord }, options), options);
}

/** `items_`, to be shown: `start()` it, and `stop()` it. */
export function items_state<T = unknown>(
  options?: StreamOptions & ViewOptions,
): StreamState<T> {
  return new StreamState<T>((told) => items_({ ...told, onChunk: told.onRecord }, options), options);
}

/** `fetch_`, to be shown: `start()` it, and `stop()` it. */
export function fetch_state(
  options?: StreamOptions & ViewOptions,
): StreamState<string> {
  return new StreamState<string>((told) => fetch_({ ...told, onChunk: told.onRecord }, options), options);
}

/** `chat`, to be shown: `start()` it, and `stop()` it. */
export function chat_state(
  options?: EventOptions & ViewOptions,
): StreamState<EventOf<{ surge: Shelf; x: Book }> | Book> {
  return new StreamState<EventOf<{ surge: Shelf; x: Book }> | Book>((told) => chat({ ...told, onMessage: told.onRecord,
    onChunk: told.onRecord }, options), options);
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

export interface ViewOptions {
  /** How many of the last records are kept; 1000 by default. */
  keep?: number | undefined;
  /** False while no stream is wanted; true by default. */
  enabled?: boolean | undefined;
}

/** What a stream has brought so far. */
export interface StreamView<R> {
  readonly records: readonly R[];
  readonly status: "idle" | "connecting" | "open" | "complete" | "failed" | "closed";
  /** The last error; with `status` "connecting" the connection is made again. */
  readonly error: CallError | undefined;
}

/** What a component may do with its stream. */
export interface StreamControl {
  /** Ends the stream; what it has brought stays. */
  stop(): void;
  /** Begins anew. */
  restart(): void;
}

const EMPTY_VIEW = { records: [], status: "idle", error: undefined } as const;

interface ViewCallbacks<R> extends StreamCallbacks {
  onRecord: (record: R) => void;
}

type OpenView<R> = (told: ViewCallbacks<R>) => { close(): void; readonly done: Promise<void> };

/** Where nobody says how many records are kept. */
const DEFAULT_KEPT = 1000;
/** A frame of the screen, in milliseconds. */
const FRAME = 16;

/** A stream at work and its view, which is shown at most once a frame. */
class FollowedStream<R> {
  readonly #show: (view: StreamView<R>) => void;
  readonly #kept: number;
  readonly #stream: ReturnType<OpenView<R>>;
  #view: StreamView<R> = { ...EMPTY_VIEW, status: "connecting" };
  /** What came since it was shown. */
  #fresh: R[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLeft = false;

  constructor(open: OpenView<R>, options: ViewOptions | undefined, show: (view: StreamView<R>) => void) {
    this.#show = show;
    this.#kept = options?.keep ?? DEFAULT_KEPT;
    show(this.#view);
    this.#stream = open({
      onRecord: (record) => {
        this.#fresh.push(record);
        this.#change({});
      },
      onOpen: () => this.#change({ status: "open", error: undefined }),
      onError: (error) => this.#change({ status: error.fatal ? "failed" : "connecting", error }),
      onComplete: () => this.#change({ status: "complete" }),
    });
    // An aborted signal closes it without a callback.
    void this.#stream.done.then(() => {
      if (this.#isLive && !this.#isLeft) this.#change({ status: "closed" });
    });
  }

  /** Ends it where nobody looks any more. */
  readonly leave = (): void => {
    this.#isLeft = true;
    this.#stream.close();
    clearTimeout(this.#timer);
  };

  /** Ends it, and shows that. */
  readonly stop = (): void => {
    this.leave();
    if (this.#isLive) this.#view = { ...this.#view, status: "closed" };
    this.#flush();
  };

  get #isLive(): boolean {
    return this.#view.status === "open" || this.#view.status === "connecting";
  }

  #change(part: Partial<StreamView<R>>): void {
    this.#view = { ...this.#view, ...part };
    this.#timer ??= setTimeout(() => this.#flush(), FRAME);
  }

  #flush(): void {
    this.#timer = undefined;
    const records = [...this.#view.records, ...this.#fresh];
    this.#fresh = [];
    this.#view = { ...this.#view, records: records.slice(Math.max(0, records.length - this.#kept)) };
    this.#show(this.#view);
  }
}

/** A stream's view as Svelte's state: `records`, `status` and `error` may stand in markup. */
export class StreamState<R> implements StreamControl {
  #view = $state.raw<StreamView<R>>(EMPTY_VIEW);
  #stream: FollowedStream<R> | undefined;
  #open: OpenView<R>;
  #options: ViewOptions | undefined;

  constructor(open: OpenView<R>, options?: ViewOptions) {
    this.#open = open;
    this.#options = options;
  }

  get records(): readonly R[] {
    return this.#view.records;
  }

  get status(): StreamView<R>["status"] {
    return this.#view.status;
  }

  get error(): CallError | undefined {
    return this.#view.error;
  }

  /** Begins anew; as the function of an `$effect` it also ends with it, and hears of an `enabled` that is a getter. */
  start = (): (() => void) => {
    this.stop();
    if (this.#options?.enabled === false) return this.stop;
    this.#stream = new FollowedStream<R>(this.#open, this.#options, (view) => {
      this.#view = view;
    });
    return this.stop;
  };

  stop = (): void => {
    this.#stream?.stop();
    this.#stream = undefined;
  };

  restart = (): void => {
    this.start();
  };
}

