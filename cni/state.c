#include "state.h"

#define PATIENCE 10 /* seconds */
/** Times by address, not by place in the pool, so that a new pool does not shuffle them. */
#define TIMES_FILE "released"
#define WINDOW 1024

int state_open(const char *path) {
  long directory = sys_open_at(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
  if (directory == -ENOENT) {
    long made = sys_mkdir(path, 0700);
    if (made < 0 && made != -EEXIST) return (int)made;
    directory = sys_open_at(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
  }
  return (int)directory;
}

int state_lock(int directory) {
  long long start = sys_clock(CLOCK_MONOTONIC).tv_sec;
  for (;;) {
    long result = sys_flock(directory, LOCK_EX | LOCK_NB);
    if (result != -EAGAIN && result != -EINTR) return (int)result;
    if (sys_clock(CLOCK_MONOTONIC).tv_sec - start > PATIENCE) return -EAGAIN;
    sys_sleep_microseconds(200); /* holders keep it for half a millisecond */
  }
}

void state_unlock(int directory) { sys_flock(directory, LOCK_UN); }

/** Seconds since the machine started, suspended time included, and one so that 0 can mean "never". */
static uint32_t now(void) { return (uint32_t)sys_clock(CLOCK_BOOTTIME).tv_sec + 1; }

/**
 * The file is an array of times, indexed by the low 16 bits of the address. An Azure virtual network has at most 65,536
 * addresses; two that share their low bits would merely rest together. Four bytes are written at once: nothing to tear.
 */
static uint32_t slot(address_t address) {
  const unsigned char *bytes = (const unsigned char *)&address;
  return (uint32_t)bytes[2] << 8 | bytes[3];
}

void state_mark(int directory, address_t address) {
  long file = sys_open_at(directory, TIMES_FILE, O_WRONLY | O_CREAT | O_NOFOLLOW, 0600);
  if (file < 0) return;
  uint32_t time = now();
  sys_write_at((int)file, &time, sizeof time, (long)(slot(address) * sizeof time));
  sys_close((int)file);
}

uint32_t state_rest(int directory, address_t address) {
  static int file = -1;
  static uint32_t window[WINDOW], first = UINT32_MAX;
  uint32_t place = slot(address), time = now();
  if (file == -1) file = (int)sys_open_at(directory, TIMES_FILE, O_RDONLY | O_NOFOLLOW, 0);
  if (file < 0) return UINT32_MAX;
  if (place - place % WINDOW != first) {
    first = place - place % WINDOW;
    memset(window, 0, sizeof window);
    sys_read_at(file, window, sizeof window, (long)(first * sizeof *window));
  }
  uint32_t last = window[place - first];
  /* A time to come is from before a restart, of a directory that is not on tmpfs. */
  return last == 0 || last > time ? UINT32_MAX : time - last;
}
