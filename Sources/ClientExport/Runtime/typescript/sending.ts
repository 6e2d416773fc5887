import type { ApiCall, WireValues } from "./calls.js";
import { fetchFollowing } from "./redirects.js";
import type { SentRequest } from "./redirects.js";
import { requestUrl } from "./request-url.js";
// #if security
import { secured } from "./security.js";
// #endif
import type { CallSession } from "./session.js";
import { byteString, textsOf } from "./values.js";

/** Sends a session's request; `own` headers win over the caller's. */
async function sendCall(session: CallSession, own: WireValues, signal: AbortSignal): Promise<Response> {
  const { call, options, settings } = session;
  const auth = options.auth ?? settings.auth;
  const sent = withSecrets(call, await auth?.());
  const init = { cache: call.cache, ...settings.init, ...options.init };
  const request = {
    ...init,
    credentials: options.credentials ?? settings.credentials ?? init.credentials,
    method: sent.method,
    body: sent.body,
    headers: mergedHeaders(settings.headers, options.headers, sent.headers, own),
    signal,
  };
  const fetchIt = options.fetch ?? settings.fetch ?? fetch;
  return fetchFollowing(fetchIt, requestUrl(sent, session), request as SentRequest);
}

function withSecrets(call: ApiCall, secrets: WireValues | undefined): ApiCall {
  // #if security
  return secured(call, secrets);
  // #else
  return { ...call, headers: { ...call.headers, ...secrets } };
  // #endif
}

/** One set of headers; the later ones win. */
function mergedHeaders(...sets: (WireValues | undefined)[]): Headers {
  const headers = new Headers();
  for (const values of sets) {
    for (const [name, value] of Object.entries(values ?? {})) {
      const texts = textsOf(value);
      if (texts.length > 0) headers.set(name, byteString(texts.join(", ")));
    }
  }
  return headers;
}

export { sendCall };
