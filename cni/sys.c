#include "sys.h"

#include <asm/unistd.h>

#define SIGCHLD 17      /* signal(7); the same on amd64 and arm64 */
#define MSG_TRUNC 0x20  /* recv(2) */

char **sys_environment;

/* The calling convention of system calls, syscall(2): number, six arguments, result. */
#if defined(__x86_64__)
static long call(long number, long a, long b, long c, long d, long e, long f) {
  long result;
  register long r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}
#elif defined(__aarch64__)
static long call(long number, long a, long b, long c, long d, long e, long f) {
  register long x8 __asm__("x8") = number, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d, x4 __asm__("x4") = e, x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
}
#else
#error "vnetk8s runs on amd64 and arm64"
#endif

#ifndef HOSTED /* the fuzzers and unit tests bring a C library with its own start and memory functions */

/* Where the kernel starts the program: the stack pointer is at argc, argv, NULL, environment (execve(2), ABI). */
#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call sys_start\n");
#else
__asm__(".globl _start\n_start:\n  mov x29, xzr\n  mov x0, sp\n  bl sys_start\n");
#endif

_Noreturn void sys_start(long *stack);

__attribute__((used)) _Noreturn void sys_start(long *stack) {
  char **arguments = (char **)(stack + 1);
  sys_environment = arguments + stack[0] + 1;
  sys_exit(plugin_main((int)stack[0], arguments));
}

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
  for (size_t i = 0; i < size; i++) ((char *)to)[i] = ((const char *)from)[i];
  return to;
}

void *memset(void *to, int byte, size_t size) {
  for (size_t i = 0; i < size; i++) ((char *)to)[i] = (char)byte;
  return to;
}

int memcmp(const void *left, const void *right, size_t size) {
  const unsigned char *a = left, *b = right;
  for (size_t i = 0; i < size; i++)
    if (a[i] != b[i]) return a[i] - b[i];
  return 0;
}

size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length] != '\0') length++;
  return length;
}
#endif

long sys_open_at(int directory, const char *path, int flags, int mode) {
  return call(__NR_openat, directory, (long)path, flags | O_CLOEXEC, mode, 0, 0);
}

long sys_read(int file, void *buffer, size_t size) { return call(__NR_read, file, (long)buffer, (long)size, 0, 0, 0); }

long sys_read_at(int file, void *buffer, size_t size, long offset) {
  return call(__NR_pread64, file, (long)buffer, (long)size, offset, 0, 0);
}

long sys_write(int file, const void *bytes, size_t size) {
  return call(__NR_write, file, (long)bytes, (long)size, 0, 0, 0);
}

long sys_write_at(int file, const void *bytes, size_t size, long offset) {
  return call(__NR_pwrite64, file, (long)bytes, (long)size, offset, 0, 0);
}

long sys_close(int file) { return call(__NR_close, file, 0, 0, 0, 0, 0); }

long sys_mkdir(const char *path, int mode) { return call(__NR_mkdirat, AT_FDCWD, (long)path, mode, 0, 0, 0); }

long sys_rename(const char *from, const char *to) {
  return call(__NR_renameat2, AT_FDCWD, (long)from, AT_FDCWD, (long)to, 0, 0);
}

long sys_statx(int file, const char *path, struct statx *status) {
  return call(__NR_statx, file, (long)path, AT_EMPTY_PATH, STATX_BASIC_STATS, (long)status, 0);
}

long sys_flock(int file, int operation) { return call(__NR_flock, file, operation, 0, 0, 0, 0); }

long sys_ioctl(int file, unsigned long request) { return call(__NR_ioctl, file, (long)request, 0, 0, 0, 0); }

long sys_setns(int file, int type) { return call(__NR_setns, file, type, 0, 0, 0, 0); }

long sys_socket(int domain, int type, int protocol) { return call(__NR_socket, domain, type, protocol, 0, 0, 0); }

long sys_setsockopt(int socket, int level, int option, const void *value, size_t size) {
  return call(__NR_setsockopt, socket, level, option, (long)value, (long)size, 0);
}

long sys_send(int socket, const void *bytes, size_t size) {
  return call(__NR_sendto, socket, (long)bytes, (long)size, 0, 0, 0);
}

long sys_receive(int socket, void *buffer, size_t size, void *sender, int sender_size) {
  return call(__NR_recvfrom, socket, (long)buffer, (long)size, MSG_TRUNC, (long)sender, (long)&sender_size);
}

long sys_fork(void) { return call(__NR_clone, SIGCHLD, 0, 0, 0, 0, 0); }

long sys_setsid(void) { return call(__NR_setsid, 0, 0, 0, 0, 0, 0); }

_Noreturn void sys_exit(int status) {
  for (;;) call(__NR_exit_group, status, 0, 0, 0, 0, 0);
}

struct __kernel_timespec sys_clock(int clock) {
  struct __kernel_timespec now = {0, 0};
  call(__NR_clock_gettime, clock, (long)&now, 0, 0, 0, 0);
  return now;
}

void sys_sleep_microseconds(uint32_t microseconds) {
  struct __kernel_timespec time = {microseconds / 1000000, (long long)(microseconds % 1000000) * 1000};
  call(__NR_nanosleep, (long)&time, 0, 0, 0, 0, 0);
}

const char *sys_environment_get(const char *name) {
  size_t length = strlen(name);
  for (char **entry = sys_environment; *entry != NULL; entry++) {
    const char *text = *entry;
    size_t i = 0;
    while (i < length && text[i] == name[i]) i++;
    if (i == length && text[i] == '=') return text + i + 1;
  }
  return NULL;
}
