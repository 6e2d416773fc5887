import { ClientError } from "./errors.js";
import { fetchFile } from "./files.js";
import { parsedJson } from "./json.js";
import { otherMediaType } from "./media-types.js";

/**
 * What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error.
 * @template T
 * @typedef {{
 *   readonly success: true;
 *   readonly data: T;
 *   readonly status: number;
 *   readonly error?: undefined;
 * } | {
 *   readonly success: false;
 *   readonly data?: undefined;
 *   readonly status: number;
 *   readonly error: string;
 *   readonly cause: ClientError;
 * }} ApiResult
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
  let status = 0;
  try {
    const onOpen = (/** @type {{ readonly status: number; }} */ response) => {
      status = response.status;
    };
    const body = await fetchFile(call, { onOpen }, options);
    return { success: true, status, data: /** @type {T} */ ((await bodyValue(body, wanted))) };
  } catch (cause) {
    const isCancelled = options?.signal?.aborted && !(cause instanceof ClientError);
    const failure = isCancelled ? new ClientError("closed", `the call was aborted: ${cause}`, { cause }) : cause;
    const error = /** @type {ClientError & Partial<HttpError>} */ (failure);
    return { success: false, status: error.status ?? status, error: error.message, cause: error };
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
  if (wanted && size > 0 && !isJson) throw otherMediaType(type, wanted);
  if (isJson) return parsedJson((await body.text()) || "null");
  if (type.startsWith("text")) return body.text();
  return size > 0 ? body : undefined;
}

export { fetchResult };
