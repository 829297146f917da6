/* Traps: why guest code stops. The messages are the specification's own words.
 * The compiler emits a call of `rt_trap_<name>` at each place that can trap; the numbers are
 * passed between the signal handler, the stack walk and the report. */
#ifndef RT_TRAP_H
#define RT_TRAP_H

#define RT_TRAPS(ROW)                                                                              \
    ROW(1, unreachable, "unreachable")                                                             \
    ROW(2, out_of_bounds_memory, "out of bounds memory access")                                    \
    ROW(3, integer_divide_by_zero, "integer divide by zero")                                       \
    ROW(4, integer_overflow, "integer overflow")                                                   \
    ROW(5, invalid_conversion, "invalid conversion to integer")                                    \
    ROW(6, stack_overflow, "call stack exhausted")                                                 \
    ROW(7, undefined_element, "undefined element")                                                 \
    ROW(8, uninitialized_element, "uninitialized element")                                         \
    ROW(9, indirect_call_type_mismatch, "indirect call type mismatch")                             \
    ROW(10, out_of_bounds_table, "out of bounds table access")

#ifndef __ASSEMBLER__
#include "rt_trace.h"

#define RT_TRAP_ENUM(number, name, message) rt_trap_code_##name = number,
enum rt_trap_code { rt_trap_code_none = 0, RT_TRAPS(RT_TRAP_ENUM) };
#undef RT_TRAP_ENUM

/* The function that generated code calls for a trap of this code; NULL if there is none. */
static inline const char *rt_trap_symbol(int code) {
    switch (code) {
#define RT_TRAP_SYMBOL(number, name, message)                                                      \
    case number:                                                                                   \
        return "rt_trap_" #name;
        RT_TRAPS(RT_TRAP_SYMBOL)
#undef RT_TRAP_SYMBOL
    default:
        return 0;
    }
}

/* The message of a code, or "unknown trap". Never NULL. */
const char *rt_trap_message(int code);

/* Never return: record where the guest stands and resume `rt_enter`. */
#define RT_TRAP_FUNCTION(number, name, message) _Noreturn void rt_trap_##name(void);
RT_TRAPS(RT_TRAP_FUNCTION)
#undef RT_TRAP_FUNCTION

/* The trap that ended the last `rt_enter`. */
#define RT_REPORT_FRAMES 64
struct rt_trap_report {
    int code;
    uint32_t frame_count; /* innermost first */
    uint32_t omitted;     /* outer frames beyond the capacity */
    struct rt_trace_frame frames[RT_REPORT_FRAMES];
};
const struct rt_trap_report *rt_trap_report(void);
/* Frame `index` of it. */
const struct rt_trace_frame *rt_trap_frame(uint32_t index);
#endif

#endif
