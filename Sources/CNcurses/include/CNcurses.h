#ifndef CNCURSES_H
#define CNCURSES_H
#include <ncurses.h>
#endif
