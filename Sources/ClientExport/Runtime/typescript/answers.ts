import { bodyPieces } from "./bodies.js";
import type { WireValues } from "./calls.js";
import { HttpError, issuesOf } from "./errors.js";
import { jsonOrText } from "./lenient-json.js";
import { isOtherOrigin } from "./origins.js";
import { baseUrl } from "./request-url.js";
import { sendCall } from "./sending.js";
import type { CallSession } from "./session.js";

/** The answer that opened a stream. */
export interface StreamResponse {
  readonly status: number;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly headers: Headers;
  readonly url: string;
}

type OpenResponse = Response & { mediaType: string };

/** What a browser does not tell a page. */
const CROSS_ORIGIN_NOTE =
  ", or the server's CORS does not allow this page's origin, or a header" +
  " (Authorization, Content-Type, Last-Event-ID, yours)";
/** How much is kept of the body of an error, in bytes. */
const ERROR_BODY_LIMIT = 64 * 1024;
/** One that stalls would keep the next attempt waiting; in milliseconds. */
const ERROR_BODY_TIMEOUT = 5000;

/** The answer to the session's call; a status outside 200–299 is an HttpError. */
async function openAnswer(session: CallSession, own: WireValues = {}): Promise<OpenResponse> {
  const request = sendCall(session, own, session.nextAttempt());
  const isFar = isOtherOrigin(baseUrl(session));
  const what = "the request failed" + (isFar ? CROSS_ORIGIN_NOTE : "");
  const response = (await session.awaited("connect", what, request)) as OpenResponse;
  response.mediaType = mediaTypeOf(response.headers);
  if (response.ok) return response;
  throw await refusal(session, response);
}

/** Without parameters, and the first where several headers were joined. */
function mediaTypeOf(headers: Headers): string {
  const [type = ""] = (headers.get("Content-Type") ?? "").toLowerCase().split(/[\s;,]/);
  return type;
}

async function refusal(session: CallSession, response: OpenResponse): Promise<HttpError> {
  const { headers, status } = response;
  const body = await errorBody(session, response);
  const answer = jsonOrText(body) as { readonly detail?: unknown } | null;
  const detail = answer?.detail;
  const facts = { status, body, detail, headers, retryAfterMs: retryAfter(headers) };
  return new HttpError("status", `the server answered ${status}${whyOf(detail)}`, facts);
}

/** FastAPI's reason: a text, or the first thing that is wrong and where. */
function whyOf(detail: unknown): string {
  const [issue] = issuesOf(detail);
  if (issue) return `: ${issue.loc.join(".")}: ${issue.msg}`;
  return typeof detail === "string" ? ": " + detail : "";
}

/** The beginning of the body, empty where it cannot be read. */
async function errorBody(session: CallSession, response: OpenResponse): Promise<string> {
  try {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of bodyPieces(session, response, ERROR_BODY_TIMEOUT)) {
      if (!piece || size >= ERROR_BODY_LIMIT) break;
      pieces.push(piece);
      size += piece.length;
    }
    return await new Blob(pieces as never[]).slice(0, ERROR_BODY_LIMIT).text();
  } catch {
    return "";
  }
}

/** The server's `Retry-After`, seconds or a date, in milliseconds from now. */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get("Retry-After") ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return wait > 0 ? wait : undefined;
}

export type { OpenResponse };
export { openAnswer };
