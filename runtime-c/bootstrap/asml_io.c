/* The Asml ABI's calls of IOmods, of AssemblyLift 0.3. */
#include "../include/rt_asml.h"
#include "guest_page.h"

#define INVOKE(function, name)                                                                     \
    ENV(int32_t, function, name, uint32_t method, uint32_t method_length, uint32_t input,          \
        uint32_t length) {                                                                         \
        const uint8_t *method_bytes = range_or_trap(method, method_length);                        \
        return rt_asml_invoke(method_bytes, method_length, range_or_trap(input, length), length);  \
    }
INVOKE(asml_invoke, "__asml_abi_invoke")
INVOKE(asml_io_invoke, "__asml_abi_io_invoke")

ENV(int32_t, asml_io_poll, "__asml_abi_io_poll", uint32_t id) {
    return rt_asml_io_poll((int32_t)id);
}

ENV(int32_t, asml_io_length, "__asml_abi_io_len", uint32_t id) {
    return rt_asml_io_length((int32_t)id);
}

ENV(int32_t, asml_io_load, "__asml_abi_io_load", uint32_t id) {
    struct guest_page page;
    return io_page(&page) ? rt_asml_io_load((int32_t)id, page.bytes, page.size) : -1;
}

ENV(int32_t, asml_io_next, "__asml_abi_io_next", void) {
    struct guest_page page;
    return io_page(&page) ? rt_asml_io_next(page.bytes, page.size) : -1;
}
