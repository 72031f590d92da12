#pragma once

// What ncurses offers only as macros or globals, which Swift does not import.

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <term.h>

static const attr_t CN_BOLD = WA_BOLD;
static const attr_t CN_DIM = WA_DIM;
static const attr_t CN_ITALIC = WA_ITALIC;
static const attr_t CN_UNDERLINE = WA_UNDERLINE;
static const attr_t CN_REVERSE = WA_REVERSE;

static inline WINDOW *cn_stdscr(void) { return stdscr; }
static inline WINDOW *cn_curscr(void) { return curscr; }

// setupterm reports through an int and leaves a description that newterm does not free.
static inline int cn_describe_terminal(const char *name, int fd) {
  int result = 0;
  return setupterm(name, fd, &result) == OK ? 1 : result;
}
static inline void cn_forget_terminal(void) { del_curterm(cur_term); }

static inline SCREEN *cn_newterm(const char *name, FILE *in) { return newterm(name, stdout, in); }

// A cell with its pair of colours; pairs above 32767 only fit the extended argument.
static inline void cn_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
  setcchar(cell, text, attributes, 0, &pair);
}

// Width and height of a terminal in cells; 0 where it knows none.
static inline int cn_window_size(int fd, int *width, int *height) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return 0;
  *width = size.ws_col;
  *height = size.ws_row;
  return 1;
}
