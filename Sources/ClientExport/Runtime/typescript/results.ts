import type { ApiCall } from "./calls.js";
import { ClientError, ParseError } from "./errors.js";
import type { CallError, HttpError } from "./errors.js";
import { BODILESS, fetchFile } from "./files.js";
import { parsedJson, unreadable } from "./json.js";
import { otherMediaType } from "./media-types.js";
import type { RequestOptions } from "./options.js";

/** What came of an ordinary request, if an answer came. */
export interface ApiAnswer {
  /** 0 where no answer came. */
  readonly status: number;
  readonly headers?: Headers | undefined;
}

export interface ApiSuccess<T> extends ApiAnswer {
  readonly success: true;
  readonly data: T;
  readonly headers: Headers;
  readonly error?: undefined;
}

export interface ApiFailure extends ApiAnswer {
  readonly success: false;
  readonly data?: undefined;
  readonly error: string;
  /** All that is known of the error. */
  readonly cause: CallError;
}

/** What an ordinary request gave. */
export type ApiResult<T> = ApiSuccess<T> | ApiFailure;

/** The answer to a call as a value; `wanted` is its only format, where there is one. */
async function fetchResult<T>(call: ApiCall, options?: RequestOptions, wanted?: "json"): Promise<ApiResult<T>> {
  let answer: ApiAnswer = { status: 0 };
  try {
    const onOpen = ({ status, headers }: ApiAnswer) => {
      answer = { status, headers };
    };
    const body = await fetchFile(call, { onOpen }, options, true);
    const isBodiless = call.method === "HEAD" || BODILESS.includes(answer.status);
    const data = (await bodyValue(body, isBodiless ? undefined : wanted)) as T;
    return { success: true, data, ...answer, headers: answer.headers as Headers };
  } catch (cause) {
    const isCancelled = options?.signal?.aborted && !(cause instanceof ClientError);
    const failure = isCancelled ? new ClientError("closed", `the call was aborted: ${cause}`, { cause }) : cause;
    const error = failure as CallError;
    const { status, headers } = { ...answer, ...(error as Partial<HttpError>) };
    return { success: false, status, headers, error: error.message, cause: error };
  }
}

/** What a body holds, by its media type: a value, a text, nothing, or a Blob. */
async function bodyValue(body: Blob, wanted?: "json"): Promise<unknown> {
  const { size, type } = body;
  const isJson = /[/+]json$/.test(type);
  if (wanted && !isJson) throw otherMediaType(type, wanted);
  if (wanted && size === 0) throw new ParseError("invalidRecord", "the answer is empty, not json");
  if (isJson) return parsedJson(strictText(await body.arrayBuffer()) || "null");
  if (type.startsWith("text")) return body.text();
  return size > 0 ? body : undefined;
}

/** JSON is UTF-8, whatever its media type says. Source: RFC 8259, 8.1. */
function strictText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(new TextDecoder().decode(bytes), cause);
  }
}

export { fetchResult };
