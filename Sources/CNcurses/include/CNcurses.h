// What Terminal needs of ncurses. Swift cannot import ncurses' macros (`getmaxyx`, `A_BOLD`,
// `KEY_F`, `ACS_*`), its variadic functions or its global variables, so each is wrapped here.
// <term.h> stays out of this header: its macros (`lines`, `columns`, `bell`) would reach every
// file that imports the module.
#ifndef CNCURSES_H
#define CNCURSES_H

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <locale.h>
#include <ncurses.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <wchar.h>

#include "TerminalGuard.h"

// ncurses 6.1 brought pairs beyond 32767 and alloc_pair; macOS comes with an older one.
#define CNCURSES_HAS_EXTENDED_PAIRS (NCURSES_EXT_COLORS && NCURSES_VERSION_PATCH >= 20180127)

// MARK: Opening

/// Makes characters multi-byte. LC_NUMERIC stays "C", or numbers would be written with commas.
static inline bool cncurses_use_utf8(void) {
  if (setlocale(LC_CTYPE, "") != NULL && MB_CUR_MAX > 1) return true;
  if (setlocale(LC_CTYPE, "C.UTF-8") != NULL && MB_CUR_MAX > 1) return true;
  return setlocale(LC_CTYPE, "en_US.UTF-8") != NULL && MB_CUR_MAX > 1;
}

/// The terminal as ncurses writes to it; NULL where there is none.
FILE *cncurses_output(void);
void cncurses_close_output(void);

/// Opens the screen, NULL where the terminal is unknown (initscr would end the process instead).
/// Screens and windows are bare pointers to Swift: how it sees them differs between versions.
static inline void *cncurses_open(const char *term) {
  FILE *output = cncurses_output();
  SCREEN *screen = output == NULL ? NULL : newterm((char *)term, output, stdin);
  if (screen == NULL) cncurses_close_output();
  return screen;
}

/// From here on only `cncurses_scroll` moves rows.
void cncurses_take_scrolling(void);

/// A pad of one cell, to read keys from: reading from a window would also draw it.
static inline void *cncurses_prepare(void) {
  raw();
  noecho();
  nonl();
  set_escdelay(25);
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  idlok(stdscr, FALSE);
  // A key that comes meanwhile must not leave half of a frame on the screen.
  typeahead(-1);
  cncurses_take_scrolling();
  WINDOW *keys = newpad(1, 1);
  if (keys != NULL) {
    keypad(keys, TRUE);
    nodelay(keys, TRUE);
  }
  return keys;
}

/// Gives the terminal back; `cncurses_resume` takes it again.
void cncurses_leave(void);

static inline void cncurses_resume(void) {
  reset_prog_mode();
  clearok(curscr, TRUE);
}

static inline void cncurses_close(void *screen, void *keys) {
  endwin();
  delwin((WINDOW *)keys);
  delscreen((SCREEN *)screen);
  cncurses_close_output();
}

// MARK: Size

static inline int cncurses_rows(void) { return getmaxy(stdscr); }
static inline int cncurses_columns(void) { return getmaxx(stdscr); }
static inline void cncurses_resize(int rows, int columns) { resizeterm(rows, columns); }

// MARK: Drawing

/// Width of a character as ncurses reckons it: -1 where it may not be drawn.
/// Not inline: <wchar.h> declares wcwidth only under settings that Swift does not import with.
int cncurses_width(uint32_t scalar);

/// Longest run of scalars one cell holds: a base and its combining marks.
static inline int cncurses_cell_limit(void) { return CCHARW_MAX - 1; }

static inline void cncurses_set_cell(
    cchar_t *cell, const uint32_t *scalars, int count, uint32_t attributes, int pair) {
  wchar_t text[CCHARW_MAX + 1];
  int length = count < CCHARW_MAX ? count : CCHARW_MAX - 1;
  for (int i = 0; i < length; i++) text[i] = (wchar_t)scalars[i];
  text[length] = 0;
#if CNCURSES_HAS_EXTENDED_PAIRS
  // Pairs above 32767 need the extension: the short would wrap.
  setcchar(cell, text, (attr_t)attributes, (short)(pair & 0x7fff), &pair);
#else
  setcchar(cell, text, (attr_t)attributes, (short)pair, NULL);
#endif
}

static inline void cncurses_put(int row, int column, const cchar_t *cells, int count) {
  mvwadd_wchnstr(stdscr, row, column, cells, count);
}

/// Moves whole rows of the screen up, or down for a count below zero; blank ones follow. False where
/// the terminal can't.
bool cncurses_scroll(int top, int bottom, int count);

static inline void cncurses_erase(void) { werase(stdscr); }

/// The next frame draws every cell anew.
void cncurses_redraw_all(void);

/// Draws, past all gathering.
static inline void cncurses_refresh(void) { wrefresh(stdscr); }
/// What is drawn from here on is gathered, as far as this system can.
void cncurses_begin_frame(void);
/// Draws, and gives what was gathered: it is still to be written. NULL where all has gone out.
const uint8_t *cncurses_end_frame(size_t *length);
/// Writes past ncurses, in its turn; false where not all could be written.
bool cncurses_write(const uint8_t *bytes, size_t length);

static inline void cncurses_show_cursor(int row, int column) {
  leaveok(stdscr, FALSE);
  wmove(stdscr, row, column);
  curs_set(1);
}
static inline void cncurses_hide_cursor(void) {
  // Where it stands nobody sees.
  leaveok(stdscr, TRUE);
  curs_set(0);
}

static inline uint32_t cncurses_bold(void) { return (uint32_t)A_BOLD; }
static inline uint32_t cncurses_dim(void) { return (uint32_t)A_DIM; }
static inline uint32_t cncurses_underline(void) { return (uint32_t)A_UNDERLINE; }
static inline uint32_t cncurses_reverse(void) { return (uint32_t)A_REVERSE; }
static inline uint32_t cncurses_italic(void) {
#ifdef A_ITALIC
  return (uint32_t)A_ITALIC;
#else
  return 0;
#endif
}

// MARK: Colours

/// Number of colours, 0 where there are none. Call once, after opening.
static inline int cncurses_start_colours(void) {
  if (!has_colors() || start_color() == ERR) return 0;
  // -1 is the terminal's own colour from here on.
  use_default_colors();
  return COLORS;
}

/// The pair for two colours, 0 where there is none left. Only after colours were started:
/// alloc_pair crashes without them.
int cncurses_pair(int foreground, int background);

// MARK: Keys

/// A byte, a key code above 255, or -1 where nothing waits.
static inline int cncurses_read(void *keys) { return wgetch((WINDOW *)keys); }
static inline void cncurses_define_key(const char *sequence, int code) {
  define_key(sequence, code);
}

/// "KEY_UP", "KEY_F(5)", "kUP5"; NULL for a code without a name.
static inline const char *cncurses_key_name(int code) { return keyname(code); }

#endif
