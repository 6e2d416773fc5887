import type { ApiCall, WireValues } from "./calls.js";
import type { ClientSettings } from "./options.js";
import { fetchFollowing } from "./redirects.js";
import type { SentRequest } from "./redirects.js";
import { requestUrl } from "./request-url.js";
// #if security
import { secured } from "./security.js";
// #endif
import { settings } from "./settings.js";
import { byteString, textsOf } from "./values.js";

/** Sends the request; `own` headers win over the caller's. */
async function sendCall(
  call: ApiCall,
  options: ClientSettings,
  own: WireValues,
  signal: AbortSignal,
): Promise<Response> {
  const auth = options.auth ?? settings.auth;
  const sent = withSecrets(call, await auth?.());
  const init = { ...settings.init, ...options.init };
  const request = {
    ...init,
    credentials: options.credentials ?? settings.credentials ?? init.credentials,
    method: sent.method,
    body: sent.body,
    headers: mergedHeaders(settings.headers, options.headers, sent.headers, own),
    signal,
  };
  const fetchIt = options.fetch ?? settings.fetch ?? fetch;
  return fetchFollowing(fetchIt, requestUrl(sent, options), request as SentRequest);
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
