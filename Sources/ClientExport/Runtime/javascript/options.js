/**
 * How this module reaches the backend.
 * @typedef {{
 *   baseUrl?: string | undefined;
 *   headers?: Record<string, string> | undefined;
 *   auth?: (() => Record<string, string> | Promise<Record<string, string>>) | undefined;
 *   credentials?: "omit" | "same-origin" | "include" | undefined;
 *   init?: Omit<RequestInit, "body" | "headers" | "method" | "signal"> | undefined;
 *   fetch?: typeof globalThis.fetch | undefined;
 * }} ClientSettings
 */

/**
 * What holds for the whole module.
 * @typedef {ClientSettings & {
 *   parseJson?: ((text: string) => unknown) | undefined;
 * }} ModuleSettings
 */

/**
 * What one call may set; it wins over `settings`.
 * @typedef {ClientSettings & {
 *   signal?: AbortSignal | undefined;
 *   idleTimeout?: number | undefined;
 * }} RequestOptions
 */
