import type { ApiCall } from "./calls.js";
import { ClientError } from "./errors.js";
import type { HttpError } from "./errors.js";
import { fetchFile } from "./files.js";
import { parsedJson } from "./json.js";
import { otherMediaType } from "./media-types.js";
import type { RequestOptions } from "./options.js";

/** What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error. */
export type ApiResult<T> =
  | { readonly success: true; readonly data: T; readonly status: number; readonly error?: undefined }
  | { readonly success: false; readonly data?: undefined; readonly status: number; readonly error: string; readonly cause: ClientError };

/** The answer to a call as a value; `wanted` is its only format, where there is one. */
async function fetchResult<T>(call: ApiCall, options?: RequestOptions, wanted?: "json"): Promise<ApiResult<T>> {
  let status = 0;
  try {
    const onOpen = (response: { readonly status: number }) => {
      status = response.status;
    };
    const body = await fetchFile(call, { onOpen }, options);
    return { success: true, status, data: (await bodyValue(body, wanted)) as T };
  } catch (cause) {
    const isCancelled = options?.signal?.aborted && !(cause instanceof ClientError);
    const failure = isCancelled ? new ClientError("closed", `the call was aborted: ${cause}`, { cause }) : cause;
    const error = failure as ClientError & Partial<HttpError>;
    return { success: false, status: error.status ?? status, error: error.message, cause: error };
  }
}

/** What a body holds, by its media type: a value, a text, nothing, or a Blob. */
async function bodyValue(body: Blob, wanted?: "json"): Promise<unknown> {
  const { size, type } = body;
  const isJson = /[/+]json$/.test(type);
  if (wanted && size > 0 && !isJson) throw otherMediaType(type, wanted);
  if (isJson) return parsedJson((await body.text()) || "null");
  if (type.startsWith("text")) return body.text();
  return size > 0 ? body : undefined;
}

export { fetchResult };
