/* What the C files share among themselves. */
#ifndef RT_INTERNAL_H
#define RT_INTERNAL_H

#include "include/rt_instance.h"
#include "include/rt_trap.h"

/* Ends the process with "asml: <text><number in hex, unless 0><more>", unless `rt_on_failure` takes
 * the message; it does not return. Set where the process is not ours to end. */
_Noreturn void rt_fail(const char *text, uint64_t number, const char *more);
extern void (*rt_on_failure)(const char *message);
void rt_complain(const char *text, uint64_t number, const char *more);

void rt_host_start(int argc, char **argv, char **environment);

/* Whether the kernel's pages are no larger than RT_IMAGE_ALIGNMENT, so that pages of the executable
 * can be moved and given back one by one. */
int rt_pages_match(void);

void rt_memory_map(struct rt_memory *memory);
void rt_memory_map_image(const struct rt_module *module);
/* A fresh instance: every memory is discarded, then `asml_state` restored (which holds the sizes),
 * then every memory reopened, then the image restored. */
void rt_memory_discard(const struct rt_memory *memory);
void rt_memory_reopen(struct rt_memory *memory, uint64_t pages_before);
void rt_memory_restore_image(const struct rt_module *module);
void rt_tables_release(void);

/* Faults are handled on a stack of their own, one for each thread that runs guest code. */
void rt_signals_start(void);
void rt_signals_prepare_thread(void);

/* The guest's stack: [guard, bottom) is the guard, [bottom, top) the stack. */
struct rt_stack {
    uint64_t guard, bottom, top;
};
extern struct rt_stack rt_stack;
void rt_stack_start(uint64_t size);

/* Records the trap and resumes `rt_enter`. Runs on the stack of `rt_enter`'s caller. `pc` is the
 * faulting instruction or the call; `extra` is one more return address, or 0. */
_Noreturn void rt_trap_raise(int code, uint64_t pc, uint64_t frame, uint64_t extra);

/* arch/: switches to the guest's stack and back. `rt_host_stack` is 0 outside guest code. */
int rt_arch_enter(void (*invoke)(uint64_t *), uint64_t *slots, uint64_t stack_top);
_Noreturn void rt_arch_leave(int code);
extern uint64_t rt_host_stack;

/* Bounds of a section that may be missing. */
#define RT_SECTION(name)                                                                           \
    extern uint8_t __start_##name[] __attribute__((weak, visibility("hidden")));                   \
    extern uint8_t __stop_##name[] __attribute__((weak, visibility("hidden")))

#endif
