// Evil *\/ API [2J: client code written by fluidtop. Export it again rather than change it.

import { useEffect, useRef, useState } from "react";

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

/** `_2fa` for as long as the component is shown. */
export function use2fa(
  a_b_: number,
  ...rest:
    | [named: { class_?: string[] | null | undefined }, options?: EventOptions & ViewOptions | undefined]
    | [class_: string[] | null | undefined, options?: EventOptions & ViewOptions | undefined]
): StreamView<EventOf<{ [type: string]: Response_ }>> & StreamControl {
  const [class_, options] = inOrder(rest, "class_");
  return useFollowed<EventOf<{ [type: string]: Response_ }>, EventOptions & ViewOptions>([a_b_, class_], options, (told,
    options) =>
    _2fa(a_b_, class_, { ...told, onMessage: told.onRecord }, options));
}

/** `items_` for as long as the component is shown. */
export function useItems<T = unknown>(
  options?: StreamOptions & ViewOptions,
): StreamView<T> & StreamControl {
  return useFollowed<T, StreamOptions & ViewOptions>([], options, (told, options) =>
    items_({ ...told, onChunk: told.onRecord }, options));
}

/** `fetch_` for as long as the component is shown. */
export function useFetch(
  options?: StreamOptions & ViewOptions,
): StreamView<string> & StreamControl {
  return useFollowed<string, StreamOptions & ViewOptions>([], options, (told, options) =>
    fetch_({ ...told, onChunk: told.onRecord }, options));
}

/** `chat` for as long as the component is shown. */
export function useChat(
  options?: EventOptions & ViewOptions,
): StreamView<EventOf<{ surge: Shelf; x: Book }> | Book> & StreamControl {
  return useFollowed<EventOf<{ surge: Shelf; x: Book }> | Book, EventOptions & ViewOptions>([], options, (told,
    options) =>
    chat({ ...told, onMessage: told.onRecord, onChunk: told.onRecord }, options));
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

const identities = new WeakMap<object, number>();
let identityCount = 0;

/** What values hold, as text: literal objects are new at each rendering. Of a file nobody sees that;
  it counts as itself. */
function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values, (_, value: unknown) => {
    if (!(value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value))) return value;
    const identity = identities.get(value) ?? (identityCount += 1);
    identities.set(value, identity);
    return { identity };
  });
}

/** Follows a stream while the component is shown, and begins anew when its values or options change,
  or it is told to. */
function useFollowed<R, O extends StreamOptions & ViewOptions>(
  values: readonly unknown[],
  options: O | undefined,
  open: (told: ViewCallbacks<R>, options: O) => ReturnType<OpenView<R>>,
): StreamView<R> & StreamControl {
  const [view, show] = useState<StreamView<R>>(EMPTY_VIEW);
  const [turn, setTurn] = useState(0);
  const latest = useRef(options);
  const stream = useRef<FollowedStream<R> | undefined>(undefined);
  // The same at each rendering, for effects and children that name them.
  const [control] = useState<StreamControl>(() => ({
    stop: () => stream.current?.stop(),
    restart: () => setTurn((last) => last + 1),
  }));
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    // A function cannot be compared, and is asked when it is needed: that of the last rendering.
    const auth = () => (latest.current?.auth ?? settings.auth)?.() ?? {};
    if (options?.enabled === false) {
      stream.current?.stop();
      return undefined;
    }
    const followed = new FollowedStream<R>((told) => open(told, { ...options, auth } as O), options, show);
    stream.current = followed;
    return followed.leave;
  }, [keyOf([...values, options, turn])]);
  return { ...view, ...control };
}

