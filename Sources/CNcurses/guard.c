#define _GNU_SOURCE
#include "guard.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGSEGV, SIGFPE, SIGSYS};
static const int watched[] = {SIGWINCH, SIGCONT, SIGTSTP, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static struct sigaction before_crash[COUNT(crashes)];
static struct sigaction before_watch[COUNT(watched)];

static volatile sig_atomic_t is_armed;
static int keys_fd, screen_fd, signal_fd;
static struct termios saved_modes;
static char restore[512];
static size_t restore_length;
static int messages_fd = -1, errors_fd = -1;
static int chains_crashes;

static void write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(fd, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

// Swift tells why it traps on standard error just before it does, which the screen would swallow.
static void hold_back_errors(void) {
  if (!isatty(STDERR_FILENO)) return;
  messages_fd = memfd_create("errors", MFD_CLOEXEC);
  errors_fd = messages_fd < 0 ? -1 : dup(STDERR_FILENO);
  if (errors_fd >= 0) dup2(messages_fd, STDERR_FILENO);
}

static void show_errors(void) {
  if (errors_fd < 0) return;
  dup2(errors_fd, STDERR_FILENO);
  char buffer[1024];
  off_t offset = 0;
  ssize_t count;
  while ((count = pread(messages_fd, buffer, sizeof buffer, offset)) > 0) {
    write_all(STDERR_FILENO, buffer, (size_t)count);
    offset += count;
  }
}

static void put_back(void) {
  if (!is_armed) return;
  is_armed = 0;
  write_all(screen_fd, restore, restore_length);
  tcsetattr(keys_fd, TCSANOW, &saved_modes);
  show_errors();
}

static void crashed(int number, siginfo_t *info, void *context) {
  put_back();
  for (size_t i = 0; i < COUNT(crashes); i++) {
    struct sigaction *before = &before_crash[i];
    if (crashes[i] == number && chains_crashes && (before->sa_flags & SA_SIGINFO)) {
      before->sa_sigaction(number, info, context);
    }
  }
  signal(number, SIG_DFL);
  raise(number);
}

int cn_guard_arm(int keys, int screen) {
  static char stack[64 * 1024];
  static int will_exit_cleanly;
  if (tcgetattr(keys, &saved_modes) != 0) return 0;
  keys_fd = keys;
  screen_fd = screen;
  restore_length = 0;
  // Swift's own handler waits half a minute for a key at a terminal; only who asks for it gets it.
  chains_crashes = getenv("SWIFT_BACKTRACE") != NULL;
  if (!will_exit_cleanly) will_exit_cleanly = atexit(put_back) == 0;

  // A stack overflow leaves no stack to handle it on.
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  struct sigaction action = {.sa_sigaction = crashed, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  for (size_t i = 0; i < COUNT(crashes); i++) sigaction(crashes[i], &action, &before_crash[i]);
  hold_back_errors();
  is_armed = 1;
  return 1;
}

void cn_guard_set_restore(const char *bytes, size_t length) {
  restore_length = length < sizeof restore ? length : sizeof restore;
  memcpy(restore, bytes, restore_length);
}

void cn_guard_disarm(void) {
  is_armed = 0;
  for (size_t i = 0; i < COUNT(crashes); i++) sigaction(crashes[i], &before_crash[i], NULL);
  show_errors();
  if (errors_fd >= 0) close(errors_fd);
  if (messages_fd >= 0) close(messages_fd);
  errors_fd = messages_fd = -1;
}

static void noticed(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  if (write(signal_fd, &byte, 1) < 0) {
    // The pipe is full of signals that are still to be read.
  }
  errno = saved;
}

void cn_signals_watch(int fd) {
  signal_fd = fd;
  struct sigaction action = {.sa_handler = noticed, .sa_flags = SA_RESTART};
  for (size_t i = 0; i < COUNT(watched); i++) {
    sigaction(watched[i], NULL, &before_watch[i]);
    // nohup and the like ask for a signal to be ignored.
    if (before_watch[i].sa_handler != SIG_IGN) sigaction(watched[i], &action, NULL);
  }
}

void cn_signals_release(void) {
  for (size_t i = 0; i < COUNT(watched); i++) sigaction(watched[i], &before_watch[i], NULL);
}

void cn_stop(void) {
  struct sigaction unhandled = {.sa_handler = SIG_DFL}, stop, go_on;
  sigaction(SIGTSTP, &unhandled, &stop);
  sigaction(SIGCONT, &unhandled, &go_on);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &stop, NULL);
  sigaction(SIGCONT, &go_on, NULL);
}

void cn_die(int number) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  signal(number, SIG_DFL);
  sigprocmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
}
