/* WASI preview 1 but for descriptors and paths: guest ranges are checked here, the rest is Swift.
 * https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md */
#include "imports.h"

typedef void sizes(uint32_t *count, uint32_t *bytes);
typedef void strings(uint8_t *pointers, uint8_t *text, uint32_t address);

static uint32_t get_sizes(sizes *measure, uint32_t count_at, uint32_t bytes_at) {
    WASI_RANGE(count_out, count_at, 4);
    WASI_RANGE(bytes_out, bytes_at, 4);
    uint32_t count, bytes;
    measure(&count, &bytes);
    __builtin_memcpy(count_out, &count, 4);
    __builtin_memcpy(bytes_out, &bytes, 4);
    return WASI_SUCCESS;
}

static uint32_t get_strings(sizes *measure, strings *copy, uint32_t pointers_at, uint32_t text_at) {
    uint32_t count, bytes;
    measure(&count, &bytes);
    WASI_RANGE(pointers, pointers_at, (uint64_t)count * 4);
    WASI_RANGE(text, text_at, bytes);
    copy(pointers, text, text_at);
    return WASI_SUCCESS;
}

WASI(args_sizes_get, uint32_t count, uint32_t bytes) {
    return get_sizes(rt_wasi_arguments_size, count, bytes);
}

WASI(args_get, uint32_t pointers, uint32_t text) {
    return get_strings(rt_wasi_arguments_size, rt_wasi_arguments, pointers, text);
}

WASI(environ_sizes_get, uint32_t count, uint32_t bytes) {
    return get_sizes(rt_wasi_environment_size, count, bytes);
}

WASI(environ_get, uint32_t pointers, uint32_t text) {
    return get_strings(rt_wasi_environment_size, rt_wasi_environment, pointers, text);
}

WASI(clock_res_get, uint32_t clock, uint32_t result_at) {
    WASI_RANGE(result, result_at, 8);
    return rt_wasi_clock_resolution(clock, result);
}

/* The precision is a wish that Linux has no use for. */
WASI(clock_time_get, uint32_t clock, uint64_t precision, uint32_t result_at) {
    (void)precision;
    WASI_RANGE(result, result_at, 8);
    return rt_wasi_clock_time(clock, result);
}

WASI(random_get, uint32_t address, uint32_t count) {
    WASI_RANGE(bytes, address, count);
    return rt_wasi_random(bytes, count);
}

WASI(sched_yield, void) {
    rt_yield();
    return WASI_SUCCESS;
}

#define SUBSCRIPTION_SIZE 48
#define EVENT_SIZE 32

WASI(poll_oneoff, uint32_t in, uint32_t out, uint32_t count, uint32_t count_at) {
    WASI_RANGE(subscriptions, in, (uint64_t)count * SUBSCRIPTION_SIZE);
    WASI_RANGE(events, out, (uint64_t)count * EVENT_SIZE);
    WASI_RANGE(event_count, count_at, 4);
    return rt_wasi_poll(subscriptions, events, count, event_count);
}

void wasi_proc_exit(uint32_t status) RT_IMPORT_SYMBOL("wasi_snapshot_preview1", "proc_exit");
void wasi_proc_exit(uint32_t status) {
    rt_leave_exited(status);
}

/* No signal but those of traps reaches a guest, and it has no handlers. */
WASI(proc_raise, uint32_t signal) {
    (void)signal;
    return WASI_NOSYS;
}
