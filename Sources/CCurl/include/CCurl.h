// What StreamClient needs of libcurl. Swift cannot import variadic functions (`curl_easy_setopt`,
// `curl_easy_getinfo`) nor macros with casts, so each use has a wrapper here.
//
// The library is loaded when it is first needed, not with the program: it brings 26 libraries of
// its own, and loading them takes 7 ms and 6 MB, which `--version`, a list of a file and the first
// frame of the screen need not wait for (docs/decisions/009-libcurl.md).
#ifndef CCURL_H
#define CCURL_H

// The type checks are macros, and would hide the functions whose types are taken below.
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "SocketPoll.h"

/// libcurl's functions, by their own names and types.
struct ccurl_functions {
  __typeof__(curl_easy_init) *easy_init;
  __typeof__(curl_easy_cleanup) *easy_cleanup;
  __typeof__(curl_easy_setopt) *easy_setopt;
  __typeof__(curl_easy_getinfo) *easy_getinfo;
  __typeof__(curl_easy_pause) *easy_pause;
  __typeof__(curl_easy_recv) *easy_recv;
  __typeof__(curl_easy_send) *easy_send;
  __typeof__(curl_easy_strerror) *easy_strerror;
  __typeof__(curl_multi_init) *multi_init;
  __typeof__(curl_multi_cleanup) *multi_cleanup;
  __typeof__(curl_multi_setopt) *multi_setopt;
  __typeof__(curl_multi_add_handle) *multi_add_handle;
  __typeof__(curl_multi_remove_handle) *multi_remove_handle;
  __typeof__(curl_multi_socket_action) *multi_socket_action;
  __typeof__(curl_multi_info_read) *multi_info_read;
  __typeof__(curl_multi_perform) *multi_perform;
  __typeof__(curl_multi_poll) *multi_poll;
  __typeof__(curl_share_init) *share_init;
  __typeof__(curl_share_setopt) *share_setopt;
  __typeof__(curl_share_cleanup) *share_cleanup;
  __typeof__(curl_slist_append) *slist_append;
  __typeof__(curl_slist_free_all) *slist_free_all;
  __typeof__(curl_version_info) *version_info;
  __typeof__(curl_url) *url;
  __typeof__(curl_url_cleanup) *url_cleanup;
  __typeof__(curl_url_set) *url_set;
  __typeof__(curl_url_get) *url_get;
  __typeof__(curl_free) *free;
};

/// Filled by `ccurl_load`, and never changed after it; reached by the wrappers below.
extern struct ccurl_functions ccurl;

/// Loads libcurl and prepares it, once for the process, from any thread. False where there is none
/// of 7.88 or newer; nothing else here may be called then, or before.
bool ccurl_load(void);

/// What the system says where libcurl can't be loaded; NULL where it could, but is too old.
const char *ccurl_load_error(void);

// MARK: Handles
// Bare pointers to Swift: what they point to is libcurl's own.

static inline void *ccurl_open(void) { return ccurl.easy_init(); }
static inline void ccurl_close(void *easy) { ccurl.easy_cleanup(easy); }
static inline void *ccurl_multi_open(void) { return ccurl.multi_init(); }
static inline void ccurl_multi_close(void *multi) { ccurl.multi_cleanup(multi); }
static inline void ccurl_add(void *multi, void *easy) { ccurl.multi_add_handle(multi, easy); }
static inline void ccurl_remove(void *multi, void *easy) { ccurl.multi_remove_handle(multi, easy); }
static inline void ccurl_share_close(void *share) { ccurl.share_cleanup(share); }

/// Makes the connection of a handle that does no more than that, and that stays in its own `multi` for
/// as long as it is used; blocks until it is there. `CURLE_ABORTED_BY_CALLBACK` where something is to be
/// read from the socket `end` before.
CURLcode ccurl_connect(void *multi, void *easy, int end);

/// Reads from such a connection: 0 bytes at its end, `CURLE_AGAIN` where nothing is there.
static inline CURLcode ccurl_receive(void *easy, void *bytes, size_t room, size_t *count) {
  return ccurl.easy_recv(easy, bytes, room, count);
}

/// Writes to such a connection: `CURLE_AGAIN` where it takes nothing.
static inline CURLcode ccurl_send(void *easy, const void *bytes, size_t size, size_t *count) {
  return ccurl.easy_send(easy, bytes, size, count);
}

/// Reads the socket no further, or goes on: what libcurl holds back is given at once then.
static inline void ccurl_pause(void *easy, bool paused) {
  ccurl.easy_pause(easy, paused ? CURLPAUSE_RECV : CURLPAUSE_CONT);
}

/// Moves what can be moved on a socket that is ready, or where a timer has run out.
static inline void ccurl_act(void *multi, int socket, bool reading, bool writing) {
  int running = 0;
  int bits = (reading ? CURL_CSELECT_IN : 0) | (writing ? CURL_CSELECT_OUT : 0);
  ccurl.multi_socket_action(multi, socket, bits, &running);
}

static inline void ccurl_act_on_time(void *multi) { ccurl_act(multi, CURL_SOCKET_TIMEOUT, 0, 0); }

/// The list with one more line; the list as it was where there is no memory.
static inline struct curl_slist *ccurl_append(struct curl_slist *list, const char *line) {
  struct curl_slist *longer = ccurl.slist_append(list, line);
  return longer == NULL ? list : longer;
}
static inline void ccurl_free_list(struct curl_slist *list) { ccurl.slist_free_all(list); }

static inline const char *ccurl_words(CURLcode code) { return ccurl.easy_strerror(code); }
static inline const curl_version_info_data *ccurl_version(void) {
  return ccurl.version_info(CURLVERSION_NOW);
}

// MARK: Names of hosts

/// The host's name as the network knows it, in Punycode; NULL where it is none, and where libcurl
/// was built without IDN. To be given to `ccurl_free`. Loads libcurl.
char *ccurl_ascii_host(const char *host);
void ccurl_free(char *text);

// MARK: Options

static inline CURLcode ccurl_set_number(CURL *easy, CURLoption option, long value) {
  return ccurl.easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_size(CURL *easy, CURLoption option, int64_t value) {
  return ccurl.easy_setopt(easy, option, (curl_off_t)value);
}

/// libcurl copies the text.
static inline CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *value) {
  return ccurl.easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return ccurl.easy_setopt(easy, option, value);
}

/// The list must live as long as the handle uses it.
static inline CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *list) {
  return ccurl.easy_setopt(easy, option, list);
}

/// Takes bytes of the body or a line of the head; another count than it was given ends the transfer.
typedef size_t (*ccurl_taker)(char *bytes, size_t one, size_t count, void *context);
/// Gives bytes to send; 0 at the end.
typedef size_t (*ccurl_giver)(char *bytes, size_t one, size_t count, void *context);
/// Goes to a place of what is sent, to send it again.
typedef int (*ccurl_seeker)(void *context, curl_off_t offset, int origin);

static inline void ccurl_set_takers(CURL *easy, ccurl_taker head, ccurl_taker body, void *context) {
  ccurl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, head);
  ccurl.easy_setopt(easy, CURLOPT_HEADERDATA, context);
  ccurl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
  ccurl.easy_setopt(easy, CURLOPT_WRITEDATA, context);
}

static inline void ccurl_set_giver(CURL *easy, ccurl_giver give, ccurl_seeker seek, void *context) {
  ccurl.easy_setopt(easy, CURLOPT_READFUNCTION, give);
  ccurl.easy_setopt(easy, CURLOPT_READDATA, context);
  ccurl.easy_setopt(easy, CURLOPT_SEEKFUNCTION, seek);
  ccurl.easy_setopt(easy, CURLOPT_SEEKDATA, context);
}

// MARK: What is known of a transfer

static inline long ccurl_number(CURL *easy, CURLINFO info) {
  long value = 0;
  ccurl.easy_getinfo(easy, info, &value);
  return value;
}

/// Microseconds, for the infos that end in `_T`.
static inline int64_t ccurl_microseconds(CURL *easy, CURLINFO info) {
  curl_off_t value = 0;
  ccurl.easy_getinfo(easy, info, &value);
  return value;
}

/// NULL where there is none; libcurl's own.
static inline const char *ccurl_text(CURL *easy, CURLINFO info) {
  char *value = NULL;
  ccurl.easy_getinfo(easy, info, &value);
  return value;
}

static inline void *ccurl_private(CURL *easy) {
  char *value = NULL;
  ccurl.easy_getinfo(easy, CURLINFO_PRIVATE, &value);
  return value;
}

/// The socket that a transfer goes over; -1 where there is none, or none any more.
static inline int ccurl_socket(CURL *easy) {
  curl_socket_t value = CURL_SOCKET_BAD;
  ccurl.easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &value);
  return (int)value;
}

/// `TLSv1.3`; NULL without TLS, and where the TLS library is one that doesn't say.
const char *ccurl_tls_version(CURL *easy);

/// Whether this libcurl is one of those that take an HTTP/2 connection's errors for the end of its
/// streams' bodies, and may not look at all: 7.88, before HTTP/2 was written anew for 8.0.
bool ccurl_loses_http2_errors(void);

/// Sets `seen` when a server says in good order that it will close a connection of HTTP/2.
void ccurl_watch_going_away(CURL *easy, bool *seen);

/// Its sockets are no child process's: a server would see no end before the child's.
void ccurl_close_on_exec(CURL *easy);

// MARK: Many transfers

typedef int (*ccurl_socket_watcher)(CURL *easy, curl_socket_t socket, int what, void *context,
                                    void *socket_context);
typedef int (*ccurl_timer)(CURLM *multi, long milliseconds, void *context);

static inline void ccurl_set_watchers(CURLM *multi, ccurl_socket_watcher sockets, ccurl_timer timer,
                                      void *context) {
  ccurl.multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, sockets);
  ccurl.multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  ccurl.multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer);
  ccurl.multi_setopt(multi, CURLMOPT_TIMERDATA, context);
}

static inline void ccurl_set_multi_number(CURLM *multi, CURLMoption option, long value) {
  ccurl.multi_setopt(multi, option, value);
}

/// The next transfer that is over, and how; NULL where there is none.
static inline CURL *ccurl_next_ended(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = ccurl.multi_info_read(multi, &left)) != NULL) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}

/// A jar of cookies that handles of one thread have in common.
static inline CURLSH *ccurl_cookie_jar(void) {
  CURLSH *share = ccurl.share_init();
  if (share != NULL) ccurl.share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
  return share;
}

// MARK: Macros with casts

static inline long ccurl_auth_digest(void) { return (long)CURLAUTH_DIGEST; }
static inline long ccurl_auth_negotiate(void) { return (long)CURLAUTH_NEGOTIATE; }

#endif
