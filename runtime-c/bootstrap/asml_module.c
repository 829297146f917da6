/* The Asml ABI's module `asml`: what AssemblyLift did not have. */
#include "../include/rt_asml.h"
#include "imports.h"

ASML(void, asml_failure, "failure", uint32_t type, uint32_t type_length, uint32_t message,
     uint32_t length) {
    const uint8_t *type_bytes = range_or_trap(type, type_length);
    rt_asml_failure(type_bytes, type_length, range_or_trap(message, length), length);
}

ASML(void, asml_log, "log", uint32_t level, uint32_t text, uint32_t length) {
    rt_asml_log(level, range_or_trap(text, length), length);
}

ASML(int64_t, asml_clock_ms, "clock_ms", void) {
    uint64_t nanoseconds = 0;
    rt_clock_time(0, &nanoseconds);
    return (int64_t)(nanoseconds / 1000000u);
}

ASML(int64_t, asml_remaining_ms, "remaining_ms", void) {
    return rt_asml_remaining_ms();
}

ASML(int32_t, asml_context_get, "context_get", uint32_t key, uint32_t key_length, uint32_t out,
     uint32_t capacity) {
    const uint8_t *key_bytes = range_or_trap(key, key_length);
    return rt_asml_context(key_bytes, key_length, range_or_trap(out, capacity), capacity);
}

ASML(int32_t, asml_input_read, "input_read", uint64_t offset, uint32_t out, uint32_t length) {
    return rt_asml_input_read(offset, range_or_trap(out, length), length);
}

ASML(int32_t, asml_io_read, "io_read", uint32_t id, uint64_t offset, uint32_t out,
     uint32_t length) {
    return rt_asml_io_read((int32_t)id, offset, range_or_trap(out, length), length);
}

ASML(int32_t, asml_io_wait, "io_wait", uint32_t ids, uint32_t count, uint32_t timeout_ms) {
    const uint8_t *bytes = range_or_trap(ids, (uint64_t)count * sizeof(int32_t));
    return rt_asml_io_wait(bytes, count, (int32_t)timeout_ms);
}

ASML(int32_t, asml_io_cancel, "io_cancel", uint32_t id) {
    return rt_asml_io_cancel((int32_t)id);
}

ASML(int32_t, asml_response_start, "response_start", uint32_t content_type, uint32_t length) {
    return rt_asml_response_start(range_or_trap(content_type, length), length);
}

ASML(int32_t, asml_response_write, "response_write", uint32_t bytes, uint32_t length) {
    return rt_asml_response_write(range_or_trap(bytes, length), length);
}

ASML(int32_t, asml_response_end, "response_end", void) {
    return rt_asml_response_end();
}
