#include "CNcurses.h"

int cncurses_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

#if CNCURSES_HAS_EXTENDED_PAIRS
int cncurses_pair(int foreground, int background) {
  int pair = alloc_pair(foreground, background);
  return pair < 0 ? 0 : pair;
}
#else
// Pairs are numbered by hand.
enum { kept_pairs = 256 };

int cncurses_pair(int foreground, int background) {
  static struct { int foreground, background; } pairs[kept_pairs];
  static int count = 0;
  for (int i = 0; i < count; i++) {
    if (pairs[i].foreground == foreground && pairs[i].background == background) return i + 1;
  }
  if (count == kept_pairs || count + 1 >= COLOR_PAIRS) return 0;
  if (init_pair((short)(count + 1), (short)foreground, (short)background) == ERR) return 0;
  pairs[count].foreground = foreground;
  pairs[count].background = background;
  return ++count;
}
#endif
