import { ClientError, ParseError } from "./errors.js";
import { BODILESS, fetchFile } from "./files.js";
import { parsedJson, unreadable } from "./json.js";
import { otherMediaType } from "./media-types.js";

/**
 * What came of an ordinary request, if an answer came.
 * @typedef {{
 *   readonly status: number;
 *   readonly headers?: Headers | undefined;
 * }} ApiAnswer
 */

/**
 * @template T
 * @typedef {ApiAnswer & {
 *   readonly success: true;
 *   readonly data: T;
 *   readonly headers: Headers;
 *   readonly error?: undefined;
 * }} ApiSuccess
 */

/**
 * @typedef {ApiAnswer & {
 *   readonly success: false;
 *   readonly data?: undefined;
 *   readonly error: string;
 *   readonly cause: CallError;
 * }} ApiFailure
 */

/**
 * What an ordinary request gave.
 * @template T
 * @typedef {ApiSuccess<T> | ApiFailure} ApiResult
 */

/**
 * The answer to a call as a value; `wanted` is its only format, where there is one.
 * @template T
 * @param {ApiCall} call
 * @param {RequestOptions} [options]
 * @param {"json"} [wanted]
 * @returns {Promise<ApiResult<T>>}
 */
async function fetchResult(call, options, wanted) {
  /** @type {ApiAnswer} */
  let answer = { status: 0 };
  try {
    const onOpen = (/** @type {ApiAnswer} */ { status, headers }) => {
      answer = { status, headers };
    };
    const body = await fetchFile(call, { onOpen }, options, true);
    const isBodiless = call.method === "HEAD" || BODILESS.includes(answer.status);
    const data = /** @type {T} */ ((await bodyValue(body, isBodiless ? undefined : wanted)));
    return { success: true, data, ...answer, headers: /** @type {Headers} */ (answer.headers) };
  } catch (cause) {
    const isCancelled = options?.signal?.aborted && !(cause instanceof ClientError);
    const failure = isCancelled ? new ClientError("closed", `the call was aborted: ${cause}`, { cause }) : cause;
    const error = /** @type {CallError} */ (failure);
    const { status, headers } = { ...answer, .../** @type {Partial<HttpError>} */ (error) };
    return { success: false, status, headers, error: error.message, cause: error };
  }
}

/**
 * What a body holds, by its media type: a value, a text, nothing, or a Blob.
 * @param {Blob} body
 * @param {"json"} [wanted]
 * @returns {Promise<unknown>}
 */
async function bodyValue(body, wanted) {
  const { size, type } = body;
  const isJson = /[/+]json$/.test(type);
  if (wanted && !isJson) throw otherMediaType(type, wanted);
  if (wanted && size === 0) throw new ParseError("invalidRecord", "the answer is empty, not json");
  if (isJson) return parsedJson(strictText(await body.arrayBuffer()) || "null");
  if (type.startsWith("text")) return body.text();
  return size > 0 ? body : undefined;
}

/**
 * JSON is UTF-8, whatever its media type says. Source: RFC 8259, 8.1.
 * @param {ArrayBuffer} bytes
 * @returns {string}
 */
function strictText(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(new TextDecoder().decode(bytes), cause);
  }
}

export { fetchResult };
