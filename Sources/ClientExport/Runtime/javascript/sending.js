import { fetchFollowing } from "./redirects.js";
import { requestUrl } from "./request-url.js";
// #if security
import { secured } from "./security.js";
// #endif
import { byteString, textsOf } from "./values.js";

/**
 * Sends a session's request; `own` headers win over the caller's.
 * @param {CallSession} session
 * @param {WireValues} own
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
async function sendCall(session, own, signal) {
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
  return fetchFollowing(fetchIt, requestUrl(sent, session), /** @type {SentRequest} */ (request));
}

/**
 * @param {ApiCall} call
 * @param {WireValues | undefined} secrets
 * @returns {ApiCall}
 */
function withSecrets(call, secrets) {
  // #if security
  return secured(call, secrets);
  // #else
  return { ...call, headers: { ...call.headers, ...secrets } };
  // #endif
}

/**
 * One set of headers; the later ones win.
 * @returns {Headers}
 */
function mergedHeaders(/** @type {(WireValues | undefined)[]} */ ...sets) {
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
