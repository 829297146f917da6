/* A trap: which wasm frames the guest stood in, then back to `rt_enter`. */
#include "internal.h"

static struct rt_trap_report report;

const struct rt_trap_report *rt_trap_report(void) {
    return &report;
}

const struct rt_trace_frame *rt_trap_frame(uint32_t index) {
    return &report.frames[index < RT_REPORT_FRAMES ? index : 0];
}

const char *rt_trap_message(int code) {
    switch (code) {
#define ROW(number, name, message)                                                                 \
    case number:                                                                                   \
        return message;
        RT_TRAPS(ROW)
#undef ROW
    default:
        return "unknown trap";
    }
}

/* The wasm frames of one address; several where functions were inlined. */
static void add(uint64_t pc) {
    struct rt_trace_frame frames[RT_REPORT_FRAMES];
    uint32_t count = rt_trace_lookup(pc, frames, RT_REPORT_FRAMES);
    for (uint32_t i = 0; i < count; i++) {
        if (report.frame_count < RT_REPORT_FRAMES)
            report.frames[report.frame_count++] = frames[i];
        else
            report.omitted++;
    }
}

/* A frame is the caller's frame pointer, then the return address. Everything on the guest's stack
 * is the guest's to overwrite, so each step must stay on it and go outward. */
static int is_frame(uint64_t frame, uint64_t inner) {
    return frame % 8 == 0 && frame > inner && frame >= rt_stack.bottom &&
           frame <= rt_stack.top - 2 * sizeof(uint64_t);
}

/* Frames of the runtime itself (an import that found a bad range) are in no trace block and leave
 * no line, so the walk needs no special start for them. */
static void walk(uint64_t frame) {
    uint64_t inner = 0;
    while (is_frame(frame, inner)) {
        const uint64_t *words = (const uint64_t *)frame;
        add(words[1] - 1);
        inner = frame;
        frame = words[0];
    }
}

_Noreturn void rt_trap_raise(int code, uint64_t pc, uint64_t frame, uint64_t extra) {
    report.code = code;
    report.frame_count = 0;
    report.omitted = 0;
    add(pc);
    if (extra)
        add(extra - 1);
    walk(frame);
    rt_arch_leave(code);
}
