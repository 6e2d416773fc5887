// Apart from the rest, since <term.h> defines macros of common names, `columns` and `lines`.
#include "CNcurses.h"

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
