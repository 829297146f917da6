/* Lets the compiler, which shares this code for its tables, be built where no bootstrap can run
 * yet. Nothing here is in a bootstrap. */
#include "../internal.h"

#if !((defined(__x86_64__) || defined(__aarch64__)) && defined(__ELF__))
uint64_t rt_host_stack;

int rt_arch_enter(void (*invoke)(uint64_t *), uint64_t *slots, uint64_t stack_top) {
    (void)invoke;
    (void)slots;
    (void)stack_top;
    rt_fail("guest code cannot run on this processor", 0, "");
}

_Noreturn void rt_arch_leave(int code) {
    rt_fail("left guest code that was never entered: ", (uint64_t)code, "");
}

void rt_signals_start(void) {}
void rt_signals_prepare_thread(void) {}

#define TRAP(number, name, message)                                                                \
    _Noreturn void rt_trap_##name(void) {                                                          \
        rt_arch_leave(number);                                                                     \
    }
RT_TRAPS(TRAP)
#endif
