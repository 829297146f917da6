/* The Asml ABI of AssemblyLift 0.3, with the aliases of 0.4: guest ranges are checked here (a bad
 * one is a trap), the rest is Swift. */
#include "../include/rt_asml.h"
#include "guest_page.h"

#define LOG(function, name)                                                                        \
    ENV(void, function, name, uint32_t text, uint32_t length) {                                    \
        rt_asml_log(RT_ASML_INFO, range_or_trap(text, length), length);                            \
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

ENV(int32_t, asml_input_start, "__asml_abi_input_start", void) {
    struct guest_page page;
    if (!input_page(&page))
        return -1;
    rt_asml_input_first(page.bytes, page.size);
    return 0;
}

ENV(int32_t, asml_input_next, "__asml_abi_input_next", void) {
    struct guest_page page;
    if (!input_page(&page))
        return -1;
    rt_asml_input_next(page.bytes, page.size);
    return 0;
}

ENV(int32_t, asml_z85_encode, "__asml_expabi_z85_encode", uint32_t bytes, uint32_t length,
    uint32_t out) {
    const uint8_t *input = range_or_trap(bytes, length);
    rt_asml_z85_encode(input, length, range_or_trap(out, rt_asml_z85_encoded_size(length)));
    return 0;
}

ENV(int32_t, asml_z85_decode, "__asml_expabi_z85_decode", uint32_t text, uint32_t length,
    uint32_t out) {
    const uint8_t *input = range_or_trap(text, length);
    int64_t size = rt_asml_z85_decoded_size(input, length);
    if (size < 0)
        return -1;
    rt_asml_z85_decode(input, length, range_or_trap(out, (uint64_t)size));
    return 0;
}
