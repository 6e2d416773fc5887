#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/eventfd.h>
#endif

// MARK: What happened

static atomic_uint pending;
// Made once and never closed: a thread that wakes a terminal just closed must not write into
// whatever file has got the number since.
static int wake_reader = -1;
static int wake_writer = -1;

static bool make_wake(void) {
  if (wake_reader >= 0) return true;
#ifdef __linux__
  wake_reader = wake_writer = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  return wake_reader >= 0;
#else
  int ends[2];
  if (pipe(ends) != 0) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  }
  wake_reader = ends[0];
  wake_writer = ends[1];
  return true;
#endif
}

static void post(unsigned event) {
  // Who finds the event already posted need not write: whoever posted it did.
  if (atomic_fetch_or(&pending, event) & event) return;
  uint64_t one = 1;
  int saved = errno;
  (void)!write(wake_writer, &one, sizeof one);
  errno = saved;
}

void terminal_guard_wake(void) {
  if (wake_writer >= 0) post(TERMINAL_GUARD_WOKEN);
}

unsigned terminal_guard_take(void) { return atomic_exchange(&pending, 0); }

int terminal_guard_wait(int milliseconds) {
  struct pollfd descriptors[2] = {
      {.fd = STDIN_FILENO, .events = POLLIN}, {.fd = wake_reader, .events = POLLIN}};
  if (poll(descriptors, 2, milliseconds) <= 0) return 0;
  if (descriptors[1].revents != 0) {
    // Emptied before `take`: an event posted in between leaves the descriptor readable.
    char bytes[64];
    (void)!read(wake_reader, bytes, sizeof bytes);
  }
  if (descriptors[0].revents & (POLLERR | POLLNVAL)) return 2;
  int waiting = 0;
  if (descriptors[0].revents & (POLLIN | POLLHUP)) {
    // Readable with nothing to read is how a terminal that went away looks.
    if (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0) return 2;
    return 1;
  }
  return 0;
}

// MARK: Restoring

static struct termios modes_before;
static bool has_modes = false;
static char restore[512];
static volatile sig_atomic_t restore_length = 0;
static volatile sig_atomic_t armed = 0;

/// Appends a capability without its padding marks, `$<5>`.
static void append(const char *text) {
  if (text == NULL || text == (const char *)-1) return;
  int length = restore_length;
  while (*text != 0 && length < (int)sizeof restore) {
    const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
    if (end != NULL) {
      text = end + 1;
      continue;
    }
    restore[length++] = *text++;
  }
  restore_length = length;
}

static bool write_all(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {
      // Another program has left the terminal so that a write does not wait for room.
      struct pollfd terminal = {.fd = STDOUT_FILENO, .events = POLLOUT};
      if (poll(&terminal, 1, 1000) > 0 && !(terminal.revents & (POLLERR | POLLHUP))) continue;
    }
    if (written <= 0) return false;
    bytes += written;
    length -= (size_t)written;
  }
  return true;
}

/// Only calls that are safe in a signal handler.
static void restore_terminal(void) {
  if (!armed) return;
  armed = 0;
  terminal_guard_insist();
  write_all(restore, (size_t)restore_length);
  if (has_modes) tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
}

static const char reports_off[] =
    "\033[?1006l\033[?1002l\033[?1000l\033[?2004l";
static bool has_reports = false;

void terminal_guard_expect_reports(bool expected) { has_reports = expected; }

void terminal_guard_arm(void) {
  restore_length = 0;
  if (has_reports) append(reports_off);
  append(tigetstr("rmkx"));
  append(tigetstr("sgr0"));
  append(tigetstr("op"));
  append(tigetstr("cnorm"));
  append(tigetstr("rmcup"));
  append("\r");
  static bool registered = false;
  // A plain exit() somewhere must not leave the terminal behind either.
  if (!registered) registered = atexit(restore_terminal) == 0;
  armed = 1;
}

void terminal_guard_insist(void) { signal(SIGTTOU, SIG_IGN); }

void terminal_guard_disarm(void) { armed = 0; }

void terminal_guard_set_reports(bool mouse, bool paste) {
  if (!has_reports) return;
  // 1000: buttons; 1002: dragging; 1006: positions as decimal numbers, so that they have no end.
  const char *on = "\033[?1000h\033[?1002h\033[?1006h";
  const char *off = "\033[?1006l\033[?1002l\033[?1000l";
  const char *bytes = mouse ? on : off;
  write_all(bytes, strlen(bytes));
  bytes = paste ? "\033[?2004h" : "\033[?2004l";
  write_all(bytes, strlen(bytes));
}

// MARK: Signals

enum { action_count = 14 };
static const int events[] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGCONT, SIGTSTP, SIGPIPE};
static const int crashes[] = {SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT};
static struct sigaction actions_before[action_count];
static bool installed = false;

static void on_event(int signal_number) {
  switch (signal_number) {
  case SIGWINCH: post(TERMINAL_GUARD_RESIZED); break;
  case SIGINT: post(TERMINAL_GUARD_INTERRUPTED); break;
  case SIGTERM: post(TERMINAL_GUARD_TERMINATED); break;
  case SIGHUP: post(TERMINAL_GUARD_HUNG_UP); break;
  case SIGCONT: post(TERMINAL_GUARD_CONTINUED); break;
  case SIGTSTP: post(TERMINAL_GUARD_STOP_ASKED); break;
  default: break;
  }
}

/// What was to happen on this signal before: the runtime's crash report gets its turn.
static const struct sigaction *crash_action_before(int signal_number) {
  for (int i = 0; i < 7; i++) {
    if (crashes[i] == signal_number) return &actions_before[7 + i];
  }
  return NULL;
}

static void on_crash(int signal_number) {
  restore_terminal();
  const struct sigaction *before = crash_action_before(signal_number);
  if (before != NULL && before->sa_handler != SIG_IGN) {
    sigaction(signal_number, before, NULL);
    raise(signal_number);
  }
  // Still here: that handler returned. The signal may have been sent rather than caused, so that
  // going on would not meet it again.
  struct sigaction standard;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigaction(signal_number, &standard, NULL);
  raise(signal_number);
}

/// A stack overflow leaves no stack for its handler.
static void make_alternate_stack(void) {
  static char stack[64 * 1024];
  stack_t current;
  if (sigaltstack(NULL, &current) == 0 && !(current.ss_flags & SS_DISABLE)) return;
  stack_t own = {.ss_sp = stack, .ss_size = sizeof stack, .ss_flags = 0};
  sigaltstack(&own, NULL);
}

static void catch_event(int signal_number, struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigfillset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  action.sa_handler = on_event;
  sigaction(signal_number, &action, before);
}

bool terminal_guard_install(void) {
  if (!make_wake()) return false;
  if (installed) return true;
  has_modes = tcgetattr(STDIN_FILENO, &modes_before) == 0;
  atomic_store(&pending, 0);
  make_alternate_stack();
  for (int i = 0; i < 7; i++) catch_event(events[i], &actions_before[i]);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  action.sa_handler = on_crash;
  for (int i = 0; i < 7; i++) sigaction(crashes[i], &action, &actions_before[7 + i]);
  installed = true;
  return true;
}

void terminal_guard_remove(void) {
  if (!installed) return;
  installed = false;
  signal(SIGTTOU, SIG_DFL);
  for (int i = 0; i < 7; i++) {
    sigaction(events[i], &actions_before[i], NULL);
    sigaction(crashes[i], &actions_before[7 + i], NULL);
  }
}

void terminal_guard_stop(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &action, NULL);
  atomic_fetch_and(&pending, ~(unsigned)(TERMINAL_GUARD_CONTINUED | TERMINAL_GUARD_STOP_ASKED));
  // The whole group, as the terminal itself would do it: a `make` that waits for this process
  // must stop too, or its shell would never come back.
  kill(0, SIGTSTP);
  // The stop may reach another thread first. Where nothing stops (an orphaned group cannot), no
  // SIGCONT comes either, so the wait is bounded.
  for (int i = 0; i < 20 && !(atomic_load(&pending) & TERMINAL_GUARD_CONTINUED); i++) {
    poll(NULL, 0, 10);
  }
  atomic_fetch_and(&pending, ~(unsigned)TERMINAL_GUARD_CONTINUED);
  catch_event(SIGTSTP, NULL);
}

// MARK: The terminal itself

bool terminal_guard_write(const uint8_t *bytes, size_t length) {
  return write_all((const char *)bytes, length);
}

bool terminal_guard_is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool terminal_guard_size(int *rows, int *columns) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_row == 0 || size.ws_col == 0) return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}
