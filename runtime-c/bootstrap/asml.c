/* The Asml ABI: guest ranges are checked here (a bad one is a trap), the rest is Swift. */
#include "imports.h"

#define LOG(function, name)                                                                        \
    ENV(void, function, name, uint32_t text, uint32_t length) {                                    \
        rt_asml_log(range_or_trap(text, length), length);                                          \
    }
LOG(asml_console_log, "__asml_abi_console_log")
LOG(asml_runtime_log, "__asml_abi_runtime_log")

#define SUCCESS(function, name)                                                                    \
    ENV(void, function, name, uint32_t body, uint32_t length) {                                    \
        rt_asml_success(range_or_trap(body, length), length);                                      \
    }
SUCCESS(asml_success, "__asml_abi_success")
SUCCESS(asml_runtime_success, "__asml_abi_runtime_success")

/* Unix time in milliseconds, truncated to whole seconds as AssemblyLift 0.3 did. */
ENV(int64_t, asml_clock, "__asml_abi_clock_time_get", void) {
    uint64_t nanoseconds = 0;
    rt_clock_time(0, &nanoseconds);
    return (int64_t)(nanoseconds / 1000000000u * 1000u);
}

ENV(int64_t, asml_input_length, "__asml_abi_input_length_get", void) {
    return (int64_t)rt_asml_input_length();
}

#define DEFAULT_PAGE_SIZE 8192

/* Asks the guest, on the guest's own stack: a trap in there ends the import with it. 0 if the
 * export is missing. */
static int ask(const char *name, uint32_t *answer) {
    const struct rt_export *export = rt_find_export(name, ":i");
    if (!export)
        return 0;
    uint64_t slot = 0;
    export->invoke(&slot);
    *answer = (uint32_t)slot;
    return 1;
}

typedef void copy_page(uint8_t *page, uint64_t size);

static int32_t fill_page(copy_page *copy) {
    uint32_t address, size;
    if (!ask("__asml_guest_get_function_input_buffer_pointer", &address))
        return -1;
    if (!ask("__asml_guest_get_function_input_buffer_size", &size))
        size = DEFAULT_PAGE_SIZE;
    copy(range_or_trap(address, size), size);
    return 0;
}

ENV(int32_t, asml_input_start, "__asml_abi_input_start", void) {
    return fill_page(rt_asml_input_first);
}

ENV(int32_t, asml_input_next, "__asml_abi_input_next", void) {
    return fill_page(rt_asml_input_next);
}
