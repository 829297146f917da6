/* The way from the host's stack to the guest's and back, and the trap entry points. */
#if defined(__x86_64__) && defined(__ELF__)
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
    pushq   %rbp
    pushq   %rbx
    pushq   %r12
    pushq   %r13
    pushq   %r14
    pushq   %r15
    pushq   rt_host_stack(%rip)
    movq    %rsp, rt_host_stack(%rip)
    movq    %rdx, %rsp
    xorl    %ebp, %ebp              /* ends the chain of frames */
    movq    %rdi, %rax
    movq    %rsi, %rdi
    callq   *%rax
    xorl    %edi, %edi
/* void rt_arch_leave(code): returns `code` from rt_arch_enter, whatever the stack holds. */
    .globl  rt_arch_leave
    .hidden rt_arch_leave
    .type   rt_arch_leave, @function
rt_arch_leave:
    movq    rt_host_stack(%rip), %rsp
    movl    %edi, %eax
    popq    rt_host_stack(%rip)
    popq    %r15
    popq    %r14
    popq    %r13
    popq    %r12
    popq    %rbx
    popq    %rbp
    retq
    .size   rt_arch_enter, . - rt_arch_enter

/* rt_trap_<name>: leaves the guest's stack before it needs any, since the guest may have none. */
    .section .text.rt_traps, "ax", @progbits
#define ENTRY(number, name, message) \
    .globl rt_trap_##name; .type rt_trap_##name, @function; \
    rt_trap_##name: movl $number, %edi; jmp .Lraise;
RT_TRAPS(ENTRY)
.Lraise:
    movq    (%rsp), %rsi
    decq    %rsi                    /* into the call, not behind it */
    movq    %rbp, %rdx
    xorl    %ecx, %ecx
    movq    rt_host_stack(%rip), %rax
    testq   %rax, %rax
    jz      .Loutside
    movq    %rax, %rsp
    xorl    %ebp, %ebp
    callq   rt_trap_raise
.Loutside:
    ud2

    .section .note.GNU-stack, "", @progbits
#endif
