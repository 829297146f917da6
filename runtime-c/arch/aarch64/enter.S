/* The way from the host's stack to the guest's and back, and the trap entry points. */
#if defined(__aarch64__) && defined(__ELF__)
#include "../../include/rt_trap.h"

    .section .bss.rt_host_stack, "aw", @nobits
    .globl  rt_host_stack
    .hidden rt_host_stack
    .p2align 3
rt_host_stack:
    .zero   8

    .section .text.rt_arch_enter, "ax", @progbits
/* int rt_arch_enter(invoke, slots, stack_top) */
    .globl  rt_arch_enter
    .hidden rt_arch_enter
    .type   rt_arch_enter, @function
rt_arch_enter:
    stp     x29, x30, [sp, #-176]!
    stp     x19, x20, [sp, #16]
    stp     x21, x22, [sp, #32]
    stp     x23, x24, [sp, #48]
    stp     x25, x26, [sp, #64]
    stp     x27, x28, [sp, #80]
    stp     d8, d9, [sp, #96]
    stp     d10, d11, [sp, #112]
    stp     d12, d13, [sp, #128]
    stp     d14, d15, [sp, #144]
    adrp    x9, rt_host_stack
    ldr     x10, [x9, :lo12:rt_host_stack]
    str     x10, [sp, #160]
    mov     x10, sp
    str     x10, [x9, :lo12:rt_host_stack]
    mov     sp, x2
    mov     x29, xzr                /* ends the chain of frames */
    mov     x9, x0
    mov     x0, x1
    blr     x9
    mov     w0, wzr
/* void rt_arch_leave(code): returns `code` from rt_arch_enter, whatever the stack holds. */
    .globl  rt_arch_leave
    .hidden rt_arch_leave
    .type   rt_arch_leave, @function
rt_arch_leave:
    adrp    x9, rt_host_stack
    ldr     x10, [x9, :lo12:rt_host_stack]
    mov     sp, x10
    ldr     x10, [sp, #160]
    str     x10, [x9, :lo12:rt_host_stack]
    ldp     x19, x20, [sp, #16]
    ldp     x21, x22, [sp, #32]
    ldp     x23, x24, [sp, #48]
    ldp     x25, x26, [sp, #64]
    ldp     x27, x28, [sp, #80]
    ldp     d8, d9, [sp, #96]
    ldp     d10, d11, [sp, #112]
    ldp     d12, d13, [sp, #128]
    ldp     d14, d15, [sp, #144]
    ldp     x29, x30, [sp], #176
    ret
    .size   rt_arch_enter, . - rt_arch_enter

/* rt_trap_<name>: leaves the guest's stack before it needs any, since the guest may have none. */
    .section .text.rt_traps, "ax", @progbits
#define ENTRY(number, name, message) \
    .globl rt_trap_##name; .type rt_trap_##name, @function; \
    rt_trap_##name: mov w0, number; b .Lraise;
RT_TRAPS(ENTRY)
.Lraise:
    sub     x1, x30, #1             /* into the call, not behind it */
    mov     x2, x29
    mov     x3, xzr
    adrp    x9, rt_host_stack
    ldr     x10, [x9, :lo12:rt_host_stack]
    cbz     x10, .Loutside
    mov     sp, x10
    mov     x29, xzr
    mov     x30, xzr
    b       rt_trap_raise
.Loutside:
    udf     #0

    .section .note.GNU-stack, "", @progbits
#endif
