/* The whole operating-system side of the program: the entry point, and the three functions a compiler may call. */
#include <stddef.h>

extern int trained(void);

static _Noreturn void leave(long status) {
#ifdef __x86_64__
    __asm__ volatile("syscall" : : "a"(231), "D"(status) : "rcx", "r11", "memory");
#elif defined(__aarch64__)
    register long x0 __asm__("x0") = status;
    register long x8 __asm__("x8") = 94;
    __asm__ volatile("svc 0" : : "r"(x0), "r"(x8) : "memory");
#else
#error "start.c knows how to leave a program on x86-64 and AArch64 Linux only"
#endif
    for (;;) {}
}

#ifdef __x86_64__
/* The kernel enters with an aligned stack; a function expects it as a call leaves it. */
__attribute__((force_align_arg_pointer))
#endif
void _start(void) { leave(trained()); }

void *memcpy(void *to, const void *from, size_t n) {
    for (size_t i = 0; i < n; i++) ((char *)to)[i] = ((const char *)from)[i];
    return to;
}

void *memset(void *to, int byte, size_t n) {
    for (size_t i = 0; i < n; i++) ((char *)to)[i] = (char)byte;
    return to;
}

int memcmp(const void *a, const void *b, size_t n) {
    const unsigned char *x = a, *y = b;
    for (size_t i = 0; i < n; i++)
        if (x[i] != y[i]) return x[i] - y[i];
    return 0;
}
