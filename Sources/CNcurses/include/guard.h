#pragma once

#include <stddef.h>

// The parts that have to run inside signal handlers, where only C can promise what it calls.
// All of it is state of the process: one terminal at a time.

// Remembers the modes of the terminal `keys`, holds back what is written to standard error while the screen
// is in use, and sees to it that a crash or an exit puts the terminal back. Returns 0 where that failed.
int cn_guard_arm(int keys, int screen);

// The bytes that bring the terminal back to what it was; longer ones than fit are cut.
void cn_guard_set_restore(const char *bytes, size_t length);

// Lifts the guard, once the terminal was put back in order, and shows what standard error got meanwhile.
void cn_guard_disarm(void);

// Writes the number of each signal as one byte to `fd`: WINCH CONT TSTP INT TERM HUP QUIT.
void cn_signals_watch(int fd);

// Gives those signals back to whoever had them.
void cn_signals_release(void);

// Stops the process and those started with it, as Ctrl-Z does. Returns once it is continued, or at once
// where no shell is there to continue it.
void cn_stop(void);

// Ends the process by a signal, as if nobody had caught it.
void cn_die(int number);
