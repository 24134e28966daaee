/**
 * The Linux system calls the plugin makes, called directly: the plugin has no C library (see docs/cni.md, "Why C").
 * Every function returns what the kernel returns: a value, or a negative error number (syscall(2)).
 */
#ifndef SYS_H
#define SYS_H

#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/stat.h>
#include <linux/time_types.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LOCK_EX 2 /* <linux/fcntl.h> has them only in newer headers; flock(2) */
#define LOCK_NB 4
#define LOCK_UN 8
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_BOOTTIME 7

/** What the kernel put on the stack of the new process (execve(2)); set before plugin_main runs. */
extern char **sys_environment;

/** The plugin itself; the value becomes the exit status. */
int plugin_main(int count, char **arguments);

long sys_open_at(int directory, const char *path, int flags, int mode);
long sys_read(int file, void *buffer, size_t size);
long sys_read_at(int file, void *buffer, size_t size, long offset);
long sys_write(int file, const void *bytes, size_t size);
long sys_write_at(int file, const void *bytes, size_t size, long offset);
long sys_close(int file);
long sys_mkdir(const char *path, int mode);
long sys_rename(const char *from, const char *to);
/** With an empty path: of the open file itself (statx(2), AT_EMPTY_PATH). */
long sys_statx(int file, const char *path, struct statx *status);
long sys_flock(int file, int operation);
long sys_ioctl(int file, unsigned long request);
long sys_setns(int file, int type);
long sys_socket(int domain, int type, int protocol);
long sys_setsockopt(int socket, int level, int option, const void *value, size_t size);
long sys_send(int socket, const void *bytes, size_t size);
/** recvfrom(2) with MSG_TRUNC: the true length of the datagram, even if it is more than `size`. */
long sys_receive(int socket, void *buffer, size_t size, void *sender, int sender_size);
/** fork(2): 0 in the child, the child's process id in the parent. */
long sys_fork(void);
long sys_setsid(void);
_Noreturn void sys_exit(int status);
struct __kernel_timespec sys_clock(int clock);
void sys_sleep_microseconds(uint32_t microseconds);

/** The value of an environment variable, or NULL. */
const char *sys_environment_get(const char *name);

/* gcc emits calls to these even in freestanding code (gcc manual, "Standards"). */
void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memset(void *to, int byte, size_t size);
int memcmp(const void *left, const void *right, size_t size);
size_t strlen(const char *text);

#endif
