#include "sys.h"

/* Where arguments of functions and of system calls lie: syscall(2), "Architecture calling conventions". */
#if defined(__x86_64__)
__asm__(".globl sys\nsys:\n"
        "  mov %rdi, %rax\n  mov %rsi, %rdi\n  mov %rdx, %rsi\n  mov %rcx, %rdx\n  mov %r8, %r10\n  mov %r9, %r8\n"
        "  mov 8(%rsp), %r9\n  syscall\n  ret\n");
#elif defined(__aarch64__)
__asm__(".globl sys\nsys:\n"
        "  mov x8, x0\n  mov x0, x1\n  mov x1, x2\n  mov x2, x3\n  mov x3, x4\n  mov x4, x5\n  mov x5, x6\n"
        "  svc 0\n  ret\n");
#else
#error "vnetk8s runs on amd64 and arm64"
#endif

#ifndef HOSTED /* fuzzers and unit tests bring a C library, with its own start and memory functions */

/* The kernel starts a program with the stack pointer at argc, argv, NULL, environment, NULL. */
#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call sys_start\n");
#else
__asm__(".globl _start\n_start:\n  mov x0, sp\n  bl sys_start\n");
#endif

_Noreturn void sys_start(long *stack);

__attribute__((used)) _Noreturn void sys_start(long *stack) {
  char **arguments = (char **)(stack + 1);
  sys_exit(plugin_main((int)stack[0], arguments, arguments + stack[0] + 1));
}

__attribute__((used)) void *memcpy(void *restrict to, const void *restrict from, size_t size) {
  for (size_t i = 0; i < size; i++) ((char *)to)[i] = ((const char *)from)[i];
  return to;
}

__attribute__((used)) void *memset(void *to, int byte, size_t size) {
  for (size_t i = 0; i < size; i++) ((char *)to)[i] = (char)byte;
  return to;
}

__attribute__((used)) int memcmp(const void *left, const void *right, size_t size) {
  const unsigned char *a = left, *b = right;
  for (size_t i = 0; i < size; i++)
    if (a[i] != b[i]) return a[i] - b[i];
  return 0;
}

__attribute__((used)) size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length] != '\0') length++;
  return length;
}
#endif

_Noreturn void sys_exit(int status) {
  for (;;) sys(__NR_exit_group, status);
}

long sys_read_all(int file, char *buffer, size_t size) {
  size_t length = 0;
  while (length < size) {
    long count = sys_read(file, buffer + length, size - length);
    if (count == -EINTR) continue;
    if (count <= 0) return count < 0 ? count : (long)length;
    length += (size_t)count;
  }
  return -EFBIG;
}

struct __kernel_timespec sys_clock(int clock) {
  struct __kernel_timespec now = {0, 0};
  sys(__NR_clock_gettime, clock, &now);
  return now;
}

void sys_sleep_microseconds(long microseconds) {
  struct __kernel_timespec time = {0, microseconds * 1000};
  sys(__NR_nanosleep, &time, NULL);
}
