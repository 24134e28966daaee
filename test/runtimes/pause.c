/**
 * The program of a pod sandbox: it waits until it is killed. It does without a C library, because every sandbox gets a
 * copy of it. ppoll(2) with nothing to wait for, and no time at which to stop.
 */
_Noreturn void _start(void);

_Noreturn void _start(void) {
  for (;;) {
#if defined(__x86_64__)
    register long timeout __asm__("r10") = 0;
    long number = 271;
    __asm__ volatile("syscall" : "+a"(number) : "D"(0L), "S"(0L), "d"(0L), "r"(timeout) : "rcx", "r11", "memory");
#elif defined(__aarch64__)
    register long number __asm__("x8") = 73;
    register long files __asm__("x0") = 0, count __asm__("x1") = 0, time __asm__("x2") = 0, mask __asm__("x3") = 0;
    __asm__ volatile("svc 0" : "+r"(files) : "r"(number), "r"(count), "r"(time), "r"(mask) : "memory");
#else
#error "no such architecture"
#endif
  }
}
