// What must be C: signal handlers, the file descriptor that wakes the terminal's thread, and the
// restoring of the terminal on a crash. One per process, since signals are.
#ifndef TERMINAL_GUARD_H
#define TERMINAL_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What happened since the last `terminal_guard_take`.
enum terminal_guard_event {
  TERMINAL_GUARD_WOKEN = 1,
  TERMINAL_GUARD_RESIZED = 2,
  TERMINAL_GUARD_INTERRUPTED = 4,
  TERMINAL_GUARD_TERMINATED = 8,
  TERMINAL_GUARD_HUNG_UP = 16,
  TERMINAL_GUARD_CONTINUED = 32,
  TERMINAL_GUARD_STOP_ASKED = 64,
};

/// What a terminal of this name can do.
struct terminal_guard_abilities {
  bool known;
  bool moves_cursor;
  bool has_mouse;
  bool direct_colour;
};

/// Reads the terminal's description without opening it.
struct terminal_guard_abilities terminal_guard_look_up(const char *term);

/// Remembers the terminal's modes and catches the signals; call before ncurses opens, which then
/// leaves the handlers alone. False where the wake-up descriptor could not be made.
bool terminal_guard_install(void);
/// Precomputes what a crash writes; call after ncurses opened.
void terminal_guard_arm(void);
/// Whether the terminal knows mouse reports and paste marks; the others are not sent any.
void terminal_guard_expect_reports(bool expected);
/// Turns mouse reports and bracketed paste on or off.
void terminal_guard_set_reports(bool mouse, bool paste);
/// From here on the terminal is put in order even while another job has it: without this the
/// attempt would stop the process, and nobody might be left to continue it.
void terminal_guard_insist(void);
/// The terminal is in order: a crash need not touch it.
void terminal_guard_disarm(void);
/// Puts the signal handlers back.
void terminal_guard_remove(void);

/// From any thread, or a signal handler.
void terminal_guard_wake(void);
/// Waits for input, a wake-up or a signal. Milliseconds below zero wait for ever.
/// 1: input waits; 2: input has ended; 0: neither.
int terminal_guard_wait(int milliseconds);
/// The events since the last call, as a set of bits.
unsigned terminal_guard_take(void);

/// Stops the process group as Ctrl-Z does, and returns when it is continued.
void terminal_guard_stop(void);
/// The terminal's size by the kernel; false where it does not know.
bool terminal_guard_size(int *rows, int *columns);
/// Writes past ncurses; false where not all could be written.
bool terminal_guard_write(const uint8_t *bytes, size_t length);
bool terminal_guard_is_terminal(int descriptor);

#endif
