/* The registers of an interrupted thread, as the signal handler needs them. */
#ifndef RT_CONTEXT_H
#define RT_CONTEXT_H

#include <stdint.h>
#include <ucontext.h>

static inline uint64_t rt_context_pc(const ucontext_t *context) {
    return context->uc_mcontext.pc;
}

static inline uint64_t rt_context_frame(const ucontext_t *context) {
    return context->uc_mcontext.regs[29];
}

/* b, bl, cbz, tbz, b.cond, br, blr, ret: the groups of branches, and what traps (brk, udf). */
static inline int rt_ends_prologue(uint32_t code) {
    return (code & 0x7c000000) == 0x14000000 || (code & 0x7c000000) == 0x34000000 ||
           (code & 0xfe000000) == 0x54000000 || (code & 0xfe000000) == 0xd6000000 ||
           (code & 0xff000000) == 0xd4000000 || code >> 16 == 0;
}

/* A function that faults before `add x29, sp, #...` has no frame yet, and its caller is known from
 * the link register only. Straight-line code meets that instruction in a prologue and nowhere
 * else, and every function ends with a branch, so the search does not leave it. 0 otherwise. */
static inline uint64_t rt_context_frameless_return(const ucontext_t *context) {
    const uint32_t *code = (const uint32_t *)rt_context_pc(context);
    for (; !rt_ends_prologue(*code); code++)
        if ((*code & 0xff8003ff) == 0x910003fd)
            return context->uc_mcontext.regs[30];
    return 0;
}

/* Makes the thread continue with `target(a, b, c, d)` on the stack that ends at `stack`. */
static inline void rt_context_call(ucontext_t *context, uint64_t target, uint64_t stack,
                                   const uint64_t arguments[4]) {
    for (int i = 0; i < 4; i++)
        context->uc_mcontext.regs[i] = arguments[i];
    context->uc_mcontext.regs[29] = 0;
    context->uc_mcontext.regs[30] = 0;
    context->uc_mcontext.sp = stack;
    context->uc_mcontext.pc = target;
}

#endif
