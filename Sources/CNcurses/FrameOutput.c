// ncurses writes a piece for each movement of the cursor: near a hundred for a whole screen, each of
// which wakes the terminal. What it writes of a frame is gathered, and goes out in one piece.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CNcurses.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

// The terminal under a number that only ncurses writes to.
static FILE *output = NULL;
// Where a frame is gathered; -1 where this system has nothing to gather it in.
static int gathered = -1;
static bool gathers = false;
// The next frame goes out as ncurses writes it: with the first one after it took the terminal it also
// sets the terminal's modes, for which it has to have the terminal itself.
static bool is_direct = true;

FILE *cncurses_output(void) {
  int number = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (number < 0) return NULL;
  output = fdopen(number, "w");
  if (output == NULL) close(number);
#ifdef __linux__
  if (gathered < 0) gathered = memfd_create("frame", MFD_CLOEXEC);
#endif
  return output;
}

void cncurses_close_output(void) {
  if (output != NULL) fclose(output);
  output = NULL;
  is_direct = true;
}

/// Has ncurses write to another file, which no program started meanwhile gets.
static bool turn_to(int file) {
#ifdef __linux__
  return output != NULL && dup3(file, fileno(output), O_CLOEXEC) >= 0;
#else
  return false;
#endif
}

void cncurses_leave(void) {
  endwin();
  is_direct = true;
}

void cncurses_begin_frame(void) {
  gathers = !is_direct && gathered >= 0 && turn_to(gathered);
  is_direct = false;
}

void cncurses_redraw_all(void) {
  clearok(curscr, TRUE);
  is_direct = true;
}

static const uint8_t *take_gathered(size_t *length) {
  static uint8_t *bytes = NULL;
  static size_t room = 0;
  off_t end = lseek(gathered, 0, SEEK_CUR);
  lseek(gathered, 0, SEEK_SET);
  if (end <= 0) return NULL;
  if ((size_t)end > room) {
    uint8_t *larger = realloc(bytes, (size_t)end);
    if (larger == NULL) return NULL;
    bytes = larger;
    room = (size_t)end;
  }
  ssize_t read = pread(gathered, bytes, (size_t)end, 0);
  if (read <= 0) return NULL;
  *length = (size_t)read;
  return bytes;
}

const uint8_t *cncurses_end_frame(size_t *length) {
  wrefresh(stdscr);
  *length = 0;
  if (!gathers) return NULL;
  gathers = false;
  turn_to(STDOUT_FILENO);
  return take_gathered(length);
}

bool cncurses_write(const uint8_t *bytes, size_t length) {
  if (!gathers) return terminal_guard_write(bytes, length);
  return write(gathered, bytes, length) == (ssize_t)length;
}
