/* The registers of an interrupted thread, as the signal handler needs them. */
#ifndef RT_CONTEXT_H
#define RT_CONTEXT_H

#include <stdint.h>
#include <ucontext.h>

static inline uint64_t rt_context_pc(const ucontext_t *context) {
    return (uint64_t)context->uc_mcontext.gregs[REG_RIP];
}

static inline uint64_t rt_context_frame(const ucontext_t *context) {
    return (uint64_t)context->uc_mcontext.gregs[REG_RBP];
}

/* A function that faults in its first instruction, `push %rbp`, has no frame yet: its caller is
 * known from the return address on the stack only. 0 otherwise. */
static inline uint64_t rt_context_frameless_return(const ucontext_t *context) {
    if (*(const uint8_t *)rt_context_pc(context) != 0x55)
        return 0;
    return *(const uint64_t *)context->uc_mcontext.gregs[REG_RSP];
}

/* Makes the thread continue with `target(a, b, c, d)` on the stack that ends at `stack`. */
static inline void rt_context_call(ucontext_t *context, uint64_t target, uint64_t stack,
                                   const uint64_t arguments[4]) {
    greg_t *registers = context->uc_mcontext.gregs;
    registers[REG_RDI] = (greg_t)arguments[0];
    registers[REG_RSI] = (greg_t)arguments[1];
    registers[REG_RDX] = (greg_t)arguments[2];
    registers[REG_RCX] = (greg_t)arguments[3];
    registers[REG_RSP] = (greg_t)(stack - 8); /* as if called */
    registers[REG_RBP] = 0;
    registers[REG_RIP] = (greg_t)target;
    registers[REG_EFL] &= ~0x400; /* direction flag */
}

#endif
