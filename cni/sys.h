/**
 * The Linux system calls that the plugin makes, made directly: it has no C library (docs/cni.md, "Why C"). All return what
 * the kernel returns: a value, or a negative error number (syscall(2)).
 */
#ifndef SYS_H
#define SYS_H

#include <asm/unistd.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/time_types.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** syscall(2), with up to six arguments. Written in assembly, for each architecture. */
long sys(long number, ...);

/** The plugin itself; the value becomes the exit status. */
int plugin_main(int count, char **arguments, char **environment);

static inline long sys_open_at(int directory, const char *path, int flags, int mode) {
  return sys(__NR_openat, directory, path, flags | O_CLOEXEC, mode);
}
static inline long sys_open(const char *path, int flags) { return sys_open_at(AT_FDCWD, path, flags, 0600); }
static inline long sys_close(int file) { return sys(__NR_close, file); }
static inline long sys_read(int file, void *buffer, size_t size) { return sys(__NR_read, file, buffer, size); }
static inline long sys_write(int file, const void *bytes, size_t size) { return sys(__NR_write, file, bytes, size); }

_Noreturn void sys_exit(int status);
/** Reads a file, or what a pipe gives until its end. The count of bytes, or -EFBIG if they do not fit. */
long sys_read_all(int file, char *buffer, size_t size);
/** Seconds (and microseconds) of one of the clocks of clock_gettime(2). */
struct __kernel_timespec sys_clock(int clock);
void sys_sleep_microseconds(long microseconds);

/* gcc calls these even in code that has no library (gcc manual, "Standards"). */
void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memset(void *to, int byte, size_t size);
int memcmp(const void *left, const void *right, size_t size);
size_t strlen(const char *text);

#endif
