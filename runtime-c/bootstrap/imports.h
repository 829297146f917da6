/* How an import is written: its C name, its name in wasm, and the checks of guest ranges. */
#ifndef RT_BOOTSTRAP_IMPORTS_H
#define RT_BOOTSTRAP_IMPORTS_H

#include "../include/rt_imports.h"
#include "../include/rt_instance.h"
#include "../include/rt_logic.h"
#include "../include/rt_trap.h"

/* Declares the function that defines the symbol "<module>.<name>". */
#define WASI(name, ...)                                                                            \
    uint32_t wasi_##name(__VA_ARGS__) RT_IMPORT_SYMBOL("wasi_snapshot_preview1", #name);           \
    uint32_t wasi_##name(__VA_ARGS__)
#define ENV(result, function, name, ...)                                                           \
    result function(__VA_ARGS__) RT_IMPORT_SYMBOL("env", name);                                    \
    result function(__VA_ARGS__)

#define ASML(result, function, name, ...)                                                          \
    result function(__VA_ARGS__) RT_IMPORT_SYMBOL("asml", name);                                   \
    result function(__VA_ARGS__)

#define WASI_SUCCESS 0
#define WASI_FAULT 21
#define WASI_INVAL 28
#define WASI_NOSYS 52

/* A WASI row answers a bad range with an errno. */
#define WASI_RANGE(variable, address, count)                                                       \
    uint8_t *variable = rt_guest_bytes(address, count);                                            \
    if (!variable)                                                                                 \
    return WASI_FAULT

/* The same for a path. */
#define WASI_PATH(variable, address, count)                                                        \
    const struct rt_path variable = {rt_guest_bytes(address, count), count};                       \
    if (!variable.bytes)                                                                           \
    return WASI_FAULT

/* An Asml row answers it with a trap. */
static inline uint8_t *range_or_trap(uint32_t address, uint64_t count) {
    uint8_t *bytes = rt_guest_bytes(address, count);
    if (!bytes)
        rt_trap_out_of_bounds_memory();
    return bytes;
}

#endif
