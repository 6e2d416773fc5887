// Streaming example 1.0: client code written by fluidtop. Export it again rather than change it.

/** How every call reaches the backend; change it once, where the program starts. */
export const settings: ModuleSettings = {};

/** Where the backend is, unless `settings.baseUrl` or a call's own says otherwise. */
export function getBaseUrl(): string {
  return "http://127.0.0.1:8000";
}

/**
 * Stream real-time notifications
 * `GET /notifications/stream`
 */
export function stream_notifications(
  user_id: number,
  callbacks: EventCallbacks<{ notification: Notification }>,
  options?: EventOptions,
): EventConnection<{ notification: Notification }> {
  const call = {
    method: "GET",
    path: "/notifications/stream",
    query: { user_id },
  };
  return openEvents(call, callbacks, options);
}

/**
 * Stream file download
 * `GET /files/{file_id}/download`
 */
export function download_file(
  file_id: string,
  callbacks?: FileCallbacks,
  options?: FileOptions,
): Promise<NamedBlob> {
  const call = {
    method: "GET",
    path: "/files/{file_id}/download",
    params: { file_id },
  };
  return fetchFile(call, callbacks, options);
}

/**
 * Stream a large analytics dataset
 * `GET /analytics/stream`
 */
export function stream_analytics_data(
  callbacks: ChunkCallbacks<AnalyticsRecord>,
  options?: StreamOptions,
): ChunkStream<AnalyticsRecord> {
  const call = {
    method: "GET",
    path: "/analytics/stream",
  };
  return openStream(call, callbacks, options, [recordFormat]);
}

/**
 * `GET /logs/stream`
 * @param lines How many lines
 */
export function stream_logs(
  ...rest:
    | [named: { lines?: number | undefined }, callbacks?: ChunkCallbacks<string> | undefined, options?: StreamOptions
      | undefined]
    | [lines: number | undefined, callbacks: ChunkCallbacks<string>, options?: StreamOptions | undefined]
): ChunkStream<string> {
  const [lines, callbacks, options] = inOrder(rest, "lines");
  const call = {
    method: "GET",
    path: "/logs/stream",
    query: { lines },
  };
  return openStream(call, callbacks, options, [textFormat]);
}

/**
 * Answer in deltas
 * `POST /chat/stream`
 * The last event has the data `[DONE]`, of which `json()` can make nothing.
 */
export function stream_chat(
  body: ChatRequest,
  callbacks: EventCallbacks<{ [type: string]: Delta }>,
  options?: EventOptions,
): EventConnection<{ [type: string]: Delta }> {
  const call = {
    method: "POST",
    path: "/chat/stream",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  return openEvents(call, callbacks, { endData: "[DONE]", ...options });
}

/**
 * `GET /users/{user_id}`
 */
export function read_user(
  user_id: number,
  options?: RequestOptions,
): Promise<ApiResult<User>> {
  const call = {
    method: "GET",
    path: "/users/{user_id}",
    params: { user_id },
  };
  return fetchResult(call, options, "json");
}

/** The same calls with settings of their own: a client for each user or server that a program speaks for. */
export function createClient(own: ClientSettings) {
  const calls = {
    stream_notifications,
    download_file,
    stream_analytics_data,
    stream_logs,
    stream_chat,
    read_user,
  };
  return withSettings(calls, own);
}

export interface Notification {
  id: number;
  user_id: number;
  message: string;
}

export interface AnalyticsRecord {
  name: string;
  value: number;
}

export interface ChatRequest {
  message: string;
  model?: string;
}

export interface Delta {
  delta: string;
}

export interface User {
  id: number;
  name: string;
  role: Role;
}

export type Role = "admin" | "reader";

// What the calls above stand on.

