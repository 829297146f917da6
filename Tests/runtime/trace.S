/* Two traced functions, the inner one with an inlined body, and their tables (rt_trace.h).
 * SITE is what the inner one calls: a trap, or an import that finds a bad range. */
#ifndef SITE
#define SITE rt_trap_unreachable
#endif
    .section asml_text, "ax", @progbits
    .globl  traced
    .type   traced, @function
#ifdef __aarch64__
traced:
    stp     x29, x30, [sp, #-16]!
    mov     x29, sp
    bl      deep
    ldp     x29, x30, [sp], #16
    ret
.Ltraced_end:
deep:
    stp     x29, x30, [sp, #-16]!
    mov     x29, sp
    mov     w0, #-1
    mov     w1, #16
.Ldeep_call:
    bl      SITE
.Ldeep_end:
#else
traced:
    pushq   %rbp
    movq    %rsp, %rbp
    callq   deep
    popq    %rbp
    retq
.Ltraced_end:
deep:
    pushq   %rbp
    movq    %rsp, %rbp
    movl    $-1, %edi
    movl    $16, %esi
.Ldeep_call:
    callq   SITE
.Ldeep_end:
#endif

    .section asml_trace, "a", @progbits
    .p2align 3
.Lblock:
    .long   .Lblock_end - .Lblock, 2, 1, .Lstream - .Lblock
    .quad   traced - .
    .long   0, .Ltraced_end - traced, 12, 0
    .long   deep - traced, .Ldeep_end - traced, 7, .Ldeep_rows - .Lstream
    .long   3, 0x44, 0
.Lstream:
    .uleb128 0
    .sleb128 0x1a4
.Ldeep_rows:
    .uleb128 0
    .sleb128 0x70
    .uleb128 (.Ldeep_call - deep) << 1 | 1
    .sleb128 -0x10
    .uleb128 1
    .p2align 3
.Lblock_end:

    .section asml_names, "a", @progbits
    .p2align 2
    .long   2, 12
    .long   3, 0, 6
    .long   12, 6, 6
    .ascii  "helperhandle"

    .section .note.GNU-stack, "", @progbits
