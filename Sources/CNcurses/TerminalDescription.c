// Apart from the rest, since <term.h> defines macros of common names, `columns` and `lines`.
#include "CNcurses.h"

#include <string.h>
#include <term.h>
#include <unistd.h>

struct terminal_guard_abilities terminal_guard_look_up(const char *term) {
  struct terminal_guard_abilities abilities = {false, false, false, false};
  int status = 0;
  if (setupterm((char *)term, STDOUT_FILENO, &status) != OK) return abilities;
  abilities.known = true;
  const char *move = tigetstr("cup");
  const char *mouse = tigetstr("kmous");
  abilities.moves_cursor = move != NULL && move != (const char *)-1;
  abilities.has_mouse = mouse != NULL && mouse != (const char *)-1;
  abilities.direct_colour = tigetflag("RGB") > 0;
  terminal_guard_expect_reports(abilities.has_mouse);
  del_curterm(cur_term);
  return abilities;
}

// MARK: Moving rows

static char moving[512];
static size_t moving_length = 0;

static int append_moving(int character) {
  if (moving_length < sizeof moving) moving[moving_length++] = (char)character;
  return character;
}

static void send_moving(const char *text) { tputs(text, 1, append_moving); }

/// ncurses scrolls only where whole lines of the screen are equal, which they are not beside another
/// pane; and of rows that were moved for it, it would not know. So it is left without the means.
static const char *region = NULL;

void cncurses_take_scrolling(void) {
  region = change_scroll_region;
  change_scroll_region = NULL;
}

static bool send_scrolling(int count) {
  const char *one = count > 0 ? scroll_forward : scroll_reverse;
  const char *many = count > 0 ? parm_index : parm_rindex;
  int steps = count > 0 ? count : -count;
  if (many != NULL && (steps > 1 || one == NULL)) {
    send_moving(tiparm(many, steps));
    return true;
  }
  for (int i = 0; i < steps && one != NULL; i++) send_moving(one);
  return one != NULL;
}

static void shift(WINDOW *window, int top, int bottom, int count) {
  scrollok(window, TRUE);
  wsetscrreg(window, top, bottom);
  wscrl(window, count);
  wsetscrreg(window, 0, getmaxy(window) - 1);
  scrollok(window, FALSE);
}

bool cncurses_scroll(int top, int bottom, int count) {
  if (region == NULL || save_cursor == NULL || restore_cursor == NULL) return false;
  moving_length = 0;
  // The cursor and the colours come back to where ncurses left them.
  send_moving(save_cursor);
  if (exit_attribute_mode != NULL) send_moving(exit_attribute_mode);
  send_moving(tiparm(region, top, bottom));
  send_moving(tiparm(cursor_address, count > 0 ? bottom : top, 0));
  if (!send_scrolling(count)) return false;
  send_moving(tiparm(region, 0, LINES - 1));
  send_moving(restore_cursor);
  if (moving_length == sizeof moving) return false;
  if (!cncurses_write((const uint8_t *)moving, moving_length)) return false;
  // What stands on the terminal, and what is to stand there.
  shift(curscr, top, bottom, count);
  shift(stdscr, top, bottom, count);
  return true;
}
