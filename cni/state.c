#include "state.h"

#define PATIENCE 10 /* seconds */
#define CLOCK_MONOTONIC 1
#define CLOCK_BOOTTIME 7
#define LOCK_EX 2
#define LOCK_NB 4
#define LOCK_UN 8

int state_open(const char *path) {
  sys(__NR_mkdirat, AT_FDCWD, path, 0700);
  return (int)sys_open(path, O_RDONLY | O_DIRECTORY);
}

int state_lock(int directory) {
  long long start = sys_clock(CLOCK_MONOTONIC).tv_sec;
  for (;;) {
    long result = sys(__NR_flock, directory, LOCK_EX | LOCK_NB);
    if (result != -EAGAIN || sys_clock(CLOCK_MONOTONIC).tv_sec - start > PATIENCE) return (int)result;
    sys_sleep_microseconds(200); /* holders need half a millisecond */
  }
}

void state_unlock(int directory) { sys(__NR_flock, directory, LOCK_UN); }

/** Seconds since the machine started, and one, so that 0 can mean "never". */
static uint32_t now(void) { return (uint32_t)sys_clock(CLOCK_BOOTTIME).tv_sec + 1; }

/**
 * The file is an array of times by address, not by place in the pool, which may change. Its index is the low half of the
 * address: an Azure virtual network has at most 65,536 addresses, and two that share it would merely rest together. Four
 * bytes are written at once, so that nothing can be torn.
 */
static long transfer(int directory, long call, int flags, address_t address, uint32_t *time) {
  const unsigned char *bytes = (const unsigned char *)&address;
  long file = sys_open_at(directory, "released", flags | O_NOFOLLOW, 0600);
  if (file < 0) return file;
  long result = sys(call, (int)file, time, sizeof *time, (bytes[2] << 8 | bytes[3]) * 4L);
  sys_close((int)file);
  return result;
}

void state_mark(int directory, address_t address) {
  uint32_t time = now();
  transfer(directory, __NR_pwrite64, O_WRONLY | O_CREAT, address, &time);
}

uint32_t state_rest(int directory, address_t address) {
  uint32_t last = 0, time = now();
  transfer(directory, __NR_pread64, O_RDONLY, address, &last);
  /* A time to come is from before a restart: the directory is not on tmpfs. */
  return last == 0 || last > time ? UINT32_MAX : time - last;
}
