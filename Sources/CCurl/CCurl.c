#define _GNU_SOURCE
#include "CCurl.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>

struct ccurl_functions ccurl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool is_loaded;
static const char *load_error;
static const char *(*ssl_version)(const void *);
// libidn2's own: libcurl hands it names as text of the locale, and leaks those it refuses (7.88).
static int (*look_name_up)(const uint8_t *, uint8_t **, int);

// The names by which systems know it: with OpenSSL, with GnuTLS, on macOS.
static const char *const names[] = {
#ifdef __APPLE__
    "/usr/lib/libcurl.4.dylib",
#else
    "libcurl.so.4",
    "libcurl-gnutls.so.4",
#endif
};

static void *open_library(void) {
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *library = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
    if (library != NULL) return library;
    // A copy: the next call takes the text away.
    if (load_error == NULL) load_error = strdup(dlerror());
  }
  return NULL;
}

#define FIND(name) ((ccurl.name = (__typeof__(ccurl.name))dlsym(library, "curl_" #name)) != NULL)

static bool find_functions(void *library) {
  return FIND(easy_init) && FIND(easy_cleanup) && FIND(easy_setopt) && FIND(easy_getinfo) &&
         FIND(easy_pause) && FIND(multi_perform) && FIND(multi_poll) && FIND(easy_recv) && FIND(easy_send) &&
         FIND(easy_strerror) && FIND(multi_init) && FIND(multi_cleanup) &&
         FIND(multi_setopt) && FIND(multi_add_handle) && FIND(multi_remove_handle) &&
         FIND(multi_socket_action) && FIND(multi_info_read) && FIND(share_init) &&
         FIND(share_setopt) && FIND(share_cleanup) && FIND(slist_append) && FIND(slist_free_all) &&
         FIND(version_info) && FIND(url) && FIND(url_cleanup) && FIND(url_set) && FIND(url_get) &&
         FIND(free);
}

// OpenSSL takes itself down when the process ends, while our thread may be closing a connection: a
// command that leaves at once crashed on it. The flag is OPENSSL_INIT_NO_ATEXIT.
static void keep_openssl_until_the_end(void *library) {
  int (*init)(uint64_t, const void *) =
      (int (*)(uint64_t, const void *))dlsym(library, "OPENSSL_init_crypto");
  if (init != NULL) init(0x00080000, NULL);
}

static void load(void) {
  void *library = open_library();
  if (library == NULL) return;
  load_error = NULL;
  if (!find_functions(library)) return;
  if (ccurl.version_info(CURLVERSION_NOW)->version_num < 0x075800) return;
  keep_openssl_until_the_end(library);
  __typeof__(curl_global_init) *global_init =
      (__typeof__(curl_global_init) *)dlsym(library, "curl_global_init");
  if (global_init == NULL || global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return;
  // Among what libcurl itself stands on.
  look_name_up = (int (*)(const uint8_t *, uint8_t **, int))dlsym(library, "idn2_lookup_u8");
  ssl_version = (const char *(*)(const void *))dlsym(library, "SSL_get_version");
  is_loaded = true;
}

bool ccurl_load(void) {
  pthread_once(&once, load);
  return is_loaded;
}

const char *ccurl_load_error(void) { return load_error; }

const char *ccurl_tls_version(CURL *easy) {
  struct curl_tlssessioninfo *session = NULL;
  if (ssl_version == NULL) return NULL;
  if (ccurl.easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &session) != CURLE_OK) return NULL;
  if (session == NULL || session->internals == NULL) return NULL;
  if (session->backend != CURLSSLBACKEND_OPENSSL) return NULL;
  return ssl_version(session->internals);
}

bool ccurl_loses_http2_errors(void) { return ccurl_version()->version_num < 0x080000; }

// libcurl says so in words alone; "recveived" in 7.88.
static int note_going_away(CURL *easy, curl_infotype type, char *text, size_t size, void *seen) {
  static const char words[] = " GOAWAY, error=0,";
  (void)easy;
  if (type != CURLINFO_TEXT) return 0;
  if (memmem(text, size, words, sizeof words - 1) != NULL) *(bool *)seen = true;
  return 0;
}

void ccurl_watch_going_away(CURL *easy, bool *seen) {
  ccurl.easy_setopt(easy, CURLOPT_DEBUGFUNCTION, note_going_away);
  ccurl.easy_setopt(easy, CURLOPT_DEBUGDATA, seen);
  ccurl.easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}

CURLcode ccurl_connect(void *multi, void *easy, int end) {
  if (ccurl.multi_add_handle(multi, easy) != CURLM_OK) return CURLE_FAILED_INIT;
  int running = 1;
  while (ccurl.multi_perform(multi, &running) == CURLM_OK && running > 0) {
    struct curl_waitfd wait = {.fd = end, .events = CURL_WAIT_POLLIN, .revents = 0};
    if (ccurl.multi_poll(multi, &wait, 1, 1000, NULL) != CURLM_OK) break;
    if (wait.revents != 0) return CURLE_ABORTED_BY_CALLBACK;
  }
  int left = 0;
  CURLMsg *message = ccurl.multi_info_read(multi, &left);
  if (message == NULL || message->msg != CURLMSG_DONE) return CURLE_FAILED_INIT;
  return message->data.result;
}

static int close_on_exec(void *context, curl_socket_t socket, curlsocktype purpose) {
  (void)context;
  (void)purpose;
  fcntl(socket, F_SETFD, FD_CLOEXEC);
  return CURL_SOCKOPT_OK;
}

void ccurl_close_on_exec(CURL *easy) {
  ccurl.easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, close_on_exec);
}

// As libcurl asks libidn2: IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL, then IDN2_TRANSITIONAL, which takes
// signs such as a snowman, too.
static const int strict = 1 | 8, lax = 4;

char *ccurl_ascii_host(const char *host) {
  if (!ccurl_load()) return NULL;
  char *result = NULL;
  if (look_name_up != NULL) {
    uint8_t **name = (uint8_t **)&result;
    bool is_name = look_name_up((const uint8_t *)host, name, strict) == 0 ||
                   look_name_up((const uint8_t *)host, name, lax) == 0;
    return is_name ? result : NULL;
  }
  CURLU *url = ccurl.url();
  if (url == NULL) return NULL;
  if (ccurl.url_set(url, CURLUPART_HOST, host, 0) != CURLUE_OK ||
      ccurl.url_get(url, CURLUPART_HOST, &result, CURLU_PUNYCODE) != CURLUE_OK) {
    result = NULL;
  }
  ccurl.url_cleanup(url);
  return result;
}

void ccurl_free(char *text) { ccurl.free(text); }
